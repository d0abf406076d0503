//! Bills: every figure of every sample, to the last digit.

mod probe {
    #[test]
    fn show() {
        use exchange::bill::Reader;
        let card = pricing::rates::RateCard::newest();
        for file in std::env::var("FILES").unwrap_or_default().split(',') {
            let bytes = std::fs::read(format!("{}/bill/{file}", env!("CARGO_MANIFEST_DIR"))).unwrap();
            let mut reader = Reader::new(&card);
            reader.begin(file);
            reader.push(&bytes).unwrap();
            reader.end_file().unwrap();
            let bill = reader.finish();
            for line in &bill.lines {
                println!("{} {} {:?} {:?} {} {:?} {:?} {:?} q={:?} {:?} before={:?} net={} list={:?} {:?} [{}]", line.month, line.account, line.kind, line.subject, line.region, line.scope, line.buying, line.meter, line.quantity, line.scale, line.before, line.net, line.list, line.list_from, line.text);
            }
            println!("{:#?}", (&bill.rest, &bill.months, bill.file_total, bill.accounted, bill.adds_up(), &bill.metered, bill.usage(), &bill.files));
        }
    }
}
