use typed_index_collections::{TiSlice, TiVec};

use super::declared::DeclaredBands;
use super::draft::{Binding, Draft};
use super::names::Declared;
use crate::instrument::{Allotment, AllotmentIx, BandsIx, ComputingStep, HelperIx, ScoreIx};
use crate::source::{Diagnostic, codes};
use crate::syntax::tree::{Expression, ExpressionKind, Kind, Word};

/// The order in which scores, helpers, bands and categories are checked and computed: each after all that it is computed from.
pub struct Order {
    /// Helpers that look at items and other such helpers alone, each with the number of items, from the first on, that
    /// must be known before it; by that number. They may stand in the conditions of later items.
    pub early: Vec<(HelperIx, usize)>,
    /// All others.
    pub late: Vec<ComputingStep>,
}

/// How far one of them is on its way.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    Untouched,
    Begun,
    Done,
}

/// What scores, helpers, bands and categories name. The helpers come first, then the scores, so that each has one position.
struct Graph {
    helpers: usize,
    scores: usize,
    names: Vec<Word>,
    things: Vec<Vec<Binding>>,
    looks_at_all: Vec<bool>,
    needs: Vec<Vec<usize>>,
}

impl Graph {
    fn step(&self, at: usize) -> ComputingStep {
        match (at.checked_sub(self.helpers), at.checked_sub(self.helpers + self.scores)) {
            (None, _) => ComputingStep::Helper(HelperIx(at)),
            (Some(score), None) => ComputingStep::Score(ScoreIx(score)),
            (Some(_), Some(bands)) => ComputingStep::Bands(BandsIx(bands)),
        }
    }
}

impl Draft<'_> {
    /// Puts scores and helpers in an order; those that are computed from themselves are reported.
    pub fn order(&mut self, declared: &Declared<'_>) -> Order {
        let graph = self.graph(declared);
        let count = graph.needs.len();
        let mut progress = vec![Progress::Untouched; count];
        let mut order = Vec::with_capacity(count);
        for start in 0..count {
            self.visit(start, &graph, &mut progress, &mut order);
        }
        let mut after: TiVec<HelperIx, Option<usize>> = vec![None; graph.helpers].into();
        for at in &order {
            if let ComputingStep::Helper(helper) = graph.step(*at) {
                after[helper] =
                    items_before(&graph.things[*at], &self.instrument.allotments, &after).filter(|_| !graph.looks_at_all[*at]);
            }
        }
        let early = order.iter().filter_map(|at| match graph.step(*at) {
            ComputingStep::Helper(helper) => after[helper].map(|after| (helper, after)),
            ComputingStep::Score(_) | ComputingStep::Bands(_) => None,
        });
        let mut early: Vec<(HelperIx, usize)> = early.collect();
        early.sort_by_key(|(_, after)| *after);
        let is_late = |step: &ComputingStep| match step {
            ComputingStep::Helper(helper) => after[*helper].is_none(),
            ComputingStep::Score(_) | ComputingStep::Bands(_) => true,
        };
        Order { early, late: order.iter().map(|at| graph.step(*at)).filter(is_late).collect() }
    }

    fn graph(&mut self, declared: &Declared<'_>) -> Graph {
        let (helpers, scores) = (declared.helpers.len(), declared.scores.len());
        let mut graph = Graph { helpers, scores, names: vec![], things: vec![], looks_at_all: vec![], needs: vec![] };
        for helper in &declared.helpers {
            self.add((&mut graph, declared), &helper.name, &[&helper.expression], &[]);
        }
        for score in &declared.scores {
            self.add((&mut graph, declared), &score.name, &[&score.expression], &[]);
        }
        for bands in &declared.bands {
            match bands {
                DeclaredBands::Stretches(of) => {
                    let named: Vec<&Word> = std::iter::once(&of.of).chain(&of.by).collect();
                    self.add((&mut graph, declared), &of.name, &[], &named);
                }
                DeclaredBands::Category(of) => {
                    let named: Vec<&Word> = of.rivals().iter().collect();
                    self.add((&mut graph, declared), &of.name, &of.conditions(), &named);
                }
            }
        }
        graph
    }

    /// Adds what is computed from some expressions, and from what has a name.
    fn add(&mut self, (graph, declared): (&mut Graph, &Declared<'_>), name: &Word, expressions: &[&Expression], named: &[&Word]) {
        let mut things: Vec<Binding> = named.iter().filter_map(|of| self.thing(&of.text)).collect();
        let mut looks_at_all = false;
        for expression in expressions {
            things.extend(self.things_in(expression, declared));
            expression.visit(&mut |part| looks_at_all |= matches!(*part.kind, ExpressionKind::Answered));
        }
        let position = |thing: &Binding| match thing {
            Binding::Helper(helper) => Some(helper.0),
            Binding::Score(score) => Some(graph.helpers + score.0),
            Binding::Bands(bands) => Some(graph.helpers + graph.scores + bands.0),
            Binding::Item(_) | Binding::Allotment(_) | Binding::Known(_) | Binding::KnownText(_) => None,
            Binding::Alert(_) | Binding::Refusal(_) => None,
        };
        let mut needs: Vec<usize> = things.iter().filter_map(position).collect();
        needs.sort_unstable();
        needs.dedup();
        graph.names.push(name.clone());
        graph.things.push(things);
        graph.looks_at_all.push(looks_at_all);
        graph.needs.push(needs);
    }

    /// What an expression names.
    fn things_in(&mut self, expression: &Expression, declared: &Declared<'_>) -> Vec<Binding> {
        let mut names = Vec::new();
        expression.visit_names(&mut |name| names.push(name.to_owned()));
        expression.visit_tables(&mut |table| {
            let table = self.tables.get(&table.text).map(|at| &self.instrument.tables[*at]);
            names.extend(table.iter().flat_map(|table| table.by.iter().cloned()));
        });
        // A word that something is compared with may be called as a score is, and is not that score.
        let mut words = Vec::new();
        expression.visit(&mut |part| words.extend(self.compared_word(part, declared)));
        for word in words {
            if let Some(at) = names.iter().position(|name| *name == word) {
                names.swap_remove(at);
            }
        }
        let mut runs = Vec::new();
        expression.visit_runs(&mut |run| runs.push(run.clone()));
        let before = self.diagnostics.len();
        names.extend(runs.iter().flat_map(|run| self.names_of(run)).map(|word| word.text));
        self.diagnostics.truncate(before);
        names.iter().filter_map(|name| self.thing(name)).collect()
    }

    /// The word of an item or a fact that it is compared with.
    fn compared_word(&self, expression: &Expression, declared: &Declared<'_>) -> Option<String> {
        let ExpressionKind::Compare(_, left, right) = &*expression.kind else { return None };
        let is_of = |side: &Expression, word: &str| {
            let name = if let ExpressionKind::AnswerTo(of) = &*side.kind { Some(of.clone()) } else { side.as_name() };
            match name.and_then(|name| self.thing(&name.text)) {
                Some(Binding::Item(item)) => {
                    // Items are checked only once it is known in which order.
                    let kind = declared.items.get(item.0).map(|declared| &declared.item.kind);
                    let scale = if let Some(Kind::Scale(scale)) = kind { self.scales.get(&scale.text) } else { None };
                    scale.is_some_and(|scale| self.instrument.scales[*scale].point_of(word).is_some())
                }
                Some(Binding::Known(known)) => {
                    self.instrument.known.get(known).is_some_and(|known| known.kind.words().iter().any(|one| one == word))
                }
                Some(
                    Binding::KnownText(_)
                    | Binding::Allotment(_)
                    | Binding::Score(_)
                    | Binding::Helper(_)
                    | Binding::Bands(_)
                    | Binding::Alert(_)
                    | Binding::Refusal(_),
                )
                | None => false,
            }
        };
        let as_word = |side: &Expression, other: &Expression| side.as_name().filter(|word| is_of(other, &word.text));
        as_word(right, left).or_else(|| as_word(left, right)).map(|word| word.text)
    }

    /// Puts a score or a helper behind those it needs. An explicit stack: a long chain must not exhaust the thread's.
    fn visit(&mut self, start: usize, graph: &Graph, progress: &mut [Progress], order: &mut Vec<usize>) {
        let mut stack = vec![(start, 0)];
        while let Some((position, next)) = stack.pop() {
            if next == 0 {
                if progress[position] != Progress::Untouched {
                    continue;
                }
                progress[position] = Progress::Begun;
            }
            match graph.needs[position].get(next) {
                None => {
                    progress[position] = Progress::Done;
                    order.push(position);
                }
                Some(needed) => {
                    stack.push((position, next + 1));
                    match progress[*needed] {
                        Progress::Begun => self.report_circle(*needed, &stack, graph),
                        Progress::Untouched => stack.push((*needed, 0)),
                        Progress::Done => {}
                    }
                }
            }
        }
    }

    fn report_circle(&mut self, closes: usize, stack: &[(usize, usize)], graph: &Graph) {
        let circle: Vec<usize> = stack.iter().map(|(position, _)| *position).skip_while(|position| *position != closes).collect();
        let name = |position: usize| &graph.names[position];
        let path: Vec<String> = circle.iter().chain([&closes]).map(|position| format!("`{}`", name(*position).text)).collect();
        let message = format!("`{}` is computed from itself: {}", name(closes).text, path.join(" needs "));
        self.diagnostics.push(Diagnostic::new(&codes::SCORES_IN_A_CIRCLE, name(closes).span, message).help("break the circle"));
        for position in circle {
            self.poisoned.insert(name(position).text.clone());
        }
    }
}

/// How many items, from the first on, must be known before what names these; `None` where all must be, or a score.
fn items_before(
    things: &[Binding],
    allotments: &TiSlice<AllotmentIx, Allotment>,
    after: &TiVec<HelperIx, Option<usize>>,
) -> Option<usize> {
    things.iter().try_fold(0, |so_far, thing| match thing {
        Binding::Item(item) => Some(so_far.max(item.0 + 1)),
        Binding::Allotment(allotment) => allotments[*allotment].items.last().map(|last| so_far.max(last.0 + 1)),
        Binding::Known(_) => Some(so_far),
        Binding::Helper(helper) => after[*helper].map(|after| so_far.max(after)),
        Binding::KnownText(_) | Binding::Score(_) | Binding::Bands(_) | Binding::Alert(_) | Binding::Refusal(_) => None,
    })
}
