/// Things that are not worth a thread.
const FEW: usize = 32;

/// What comes of each of many things, in their order, on all cores. A panic goes on where it was called.
pub fn on_all_cores<T: Sync, R: Send>(things: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    if things.len() <= FEW {
        return things.iter().map(work).collect();
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = things.len().div_ceil(threads).max(FEW);
    let work = &work;
    std::thread::scope(|scope| {
        let threads: Vec<_> =
            things.chunks(share).map(|part| scope.spawn(move || part.iter().map(work).collect::<Vec<R>>())).collect();
        let joined = threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        joined.flatten().collect()
    })
}

#[cfg(test)]
mod tests {
    #[test]
    fn nothing_is_lost_and_the_order_stays() {
        for length in [0, 1, 32, 33, 100, 1001] {
            let things: Vec<usize> = (0..length).collect();
            assert_eq!(super::on_all_cores(&things, |thing| thing * 2), things.iter().map(|thing| thing * 2).collect::<Vec<_>>());
        }
    }
}
