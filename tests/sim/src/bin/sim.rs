fn main() {
    let first: u64 = std::env::args().nth(1).and_then(|a| a.parse().ok()).unwrap_or(1);
    let n: u64 = std::env::args().nth(2).and_then(|a| a.parse().ok()).unwrap_or(1);
    let t0 = std::time::Instant::now();
    let mut totals = notyet_sim::history::Totals::default();
    for seed in first..first + n {
        let told = notyet_sim::history::run(seed);
        totals.add(&told.totals);
        if let Some(v) = told.violation { eprintln!("seed {seed}: {v}"); }
    }
    eprintln!("{} in {:?}\n{:?}\n{:?}", totals.line(), t0.elapsed(), totals.operations, totals.acts);
}
