// Answers each row in survey-core, and compares what it computes with what Verbond wrote.
// What it hands over at the end is written beside each model, as NAME.results.json.
// usage: node surveyjs.js MODEL.json MEASURE.json ANSWERS.csv SCORES.csv
const fs = require("fs");
const { Model } = require("survey-core");

const table = (path) => {
  const [head, ...rows] = fs.readFileSync(path, "utf8").trim().split("\n").map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(head.map((name, at) => [name, row[at]])));
};

const compare = (model, measure, answers, scores) => {
  const words = new Map(measure.known.map((fact) => [fact.name, fact.kind === "Date" || "OneOf" in fact.kind]));
  const kinds = new Map(measure.items.map((item) => [item.name, typeof item.kind === "string" ? item.kind : Object.keys(item.kind)[0]]));

  const given = (name, cell) => {
    if (kinds.get(name) === "Choices") return cell.split(";");
    if (words.get(name) || cell === "none" || ["Text", "Date", "Time"].includes(kinds.get(name))) return cell;
    // A code may be a word.
    return isNaN(cell) ? cell : Number(cell);
  };
  // The rows of a matrix stand within its value.
  const matrices = model.pages.flatMap((page) => page.elements).filter((element) => element.type === "matrix");
  const places = new Map(matrices.flatMap((matrix) => matrix.rows.map((row) => [row.value, matrix.name])));
  let compared = 0;
  const results = [];
  answers.forEach((row, at) => {
    const survey = new Model(model);
    // The day of answering is asked where a score counts from it.
    const data = row.date ? { date: row.date } : {};
    for (const [name, cell] of Object.entries(row)) {
      if (!(words.has(name) || kinds.has(name)) || cell === "") continue;
      const place = places.get(name);
      if (place) (data[place] ??= {})[name] = given(name, cell);
      else data[name] = given(name, cell);
    }
    survey.data = data;
    const computed = new Map(survey.calculatedValues.map((value) => [value.name, value.value]));
    const expected = (name, cell) => (cell === "true" ? "1" : cell === "false" ? "0" : cell);
    const names = [...measure.scores, ...measure.bands, ...measure.alerts].map((of) => of.name);
    for (const name of names) {
      const ours = expected(name, scores[at][name]);
      const theirs = computed.get(name) ?? "";
      const equal = ours === "" || isNaN(ours) ? String(theirs) === ours : theirs !== "" && Math.abs(theirs - ours) < 1e-9 * Math.max(1, Math.abs(ours));
      if (!equal) throw new Error(`row ${at + 2}, ${name}: survey-core says ${theirs}, Verbond ${ours}: ${JSON.stringify(row)}`);
      compared += 1;
    }
    survey.doComplete();
    results.push(survey.data);
    survey.dispose();
  });
  console.log(`survey-core computes ${compared} scores, bands and alerts of ${measure.id} as Verbond does`);
  return results;
};

const [model, measure, answers, scores] = process.argv.slice(2);
const json = (path) => JSON.parse(fs.readFileSync(path, "utf8"));
const results = compare(json(model), json(measure), table(answers), table(scores));
fs.writeFileSync(model.replace(/json$/, "results.json"), JSON.stringify(results));
