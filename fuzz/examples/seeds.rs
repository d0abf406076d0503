//! Writes the texts that fuzzing begins with, from the golden cases, the links and the presets of the repository, and a
//! dictionary: `cargo run --example seeds`, in this folder.

use exchange::file;
use exchange::link::{compared_texts, decode, encode, encode_with};
use exchange::presets::presets;
use pricing::rates::RateCard;
use pricing::scenario::Scenario;
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

type Failure = Box<dyn std::error::Error>;

/// A golden case, as far as it is a seed.
#[derive(serde::Deserialize)]
struct Case {
    scenario: Scenario,
}

/// Tables in the forms that people paste.
const TABLES: &[&str] = &[
    "time,input,output\n2026-10-01 00:00,1000,200\n2026-10-01 01:00,1500,300\n2026-10-01 03:00,900,100\n",
    "2026-10-01T00:00:00Z\t1,000\t200\n2026-10-01T00:30:00Z\t2,000\t10\n",
    "2026-10-01T00:00:00+02:00;1.000;200\n2026-10-01T01:00:00+02:00;1.500,0;300\n",
    "Datum;Eingabe\n01.10.2026 00:00;1.234.567\n13.10.2026 01:00;12\n",
    "10/01/2026 12:00 AM,100\n10/13/2026 1:00 PM,200\n",
    "\"Time\",\"Tokens\"\r\n\"Oct 1, 2026 01:00\",\"1,234\"\r\n",
    "1790812800,100\n1790816400,200\n",
    "1790812800000 100 5\n",
];

/// Numbers in the forms that people type.
const NUMBERS: &[&str] = &[
    "2.4B",
    "800M",
    "12k",
    "1,234.56",
    "1.234,56",
    "33%",
    "1/3",
    "$20M",
    "2 400 000",
    "1\u{a0}000",
    "0.0001",
    "1.234M",
    "999999999999999",
    "100000000000.01",
    "12,345",
    "1,2345",
    "-5",
    "1e5",
    "2026-10-25",
    "\u{2212}1",
    "1.000.000,5%",
];

/// Keys and words of a link, a file and a table, for the fuzzer to put in whole. Models come from the cards.
const WORDS: &[&str] = &[
    "v1&rates=2026-10-25&",
    "v2&rates=2026-11-28&",
    "&rates=2026-08-20",
    "&end",
    "&cache-in-batch=not-halved",
    "&cache-in-batch=not-cached",
    "&hours=744",
    "&w1.name=",
    "&w1.model=",
    "&w1.scope=in-region",
    "&w1.scope=geographic",
    "&w1.region=eu-west-1",
    "&w1.tokens=1000,100",
    "&w2.model=",
    "&w2.tokens=1,1",
    "&w40.tokens=1,1",
    "&w1.requests=1000,400,50",
    "&w1.traffic=12.5,8,22,4000,500",
    "&w1.calls=4.5",
    "&w1.overhead=0.25",
    "&w1.trim=0.2",
    "&w1.tier=flex",
    "&w1.tier=priority",
    "&w1.tier=latency-optimised",
    "&w1.long=0.15",
    "&w1.cached=1/3",
    "&w1.reads=4",
    "&w1.prefix=4000,694.4444",
    "&w1.ttl=30m",
    "&w1.ttl=1h",
    "&w1.arrivals=even",
    "&w1.batch=0.4",
    "&w1.route=claude-haiku-4.5,global,us-east-1,0.4",
    "&price=",
    ",standard,ordinary,input,2.5,1M",
    ",batch,long,cache_read,0.1,1K",
    ",six-months,ordinary,model_unit,22,hour",
    ",reserved-one-month,ordinary,output,1,1K-hour",
    ",custom,ordinary,storage,1,month",
    ",custom,ordinary,training,1,1M",
    ",import,ordinary,model_unit,0.1,minute",
    "&p1.model=",
    "&p1.units=1,six-months,100000",
    "&p1.units=1,one-month,80000,20000",
    "&p1.reserved=100000,10000,three-months",
    "&p1.serves=1,2",
    "&p1.serves=none",
    "&p1.load=window:4,7",
    "&p1.load=hours:2,8,14",
    "&c1.model=",
    "&c1.serves=1",
    "&c1.serving=units",
    "&c1.serving=import",
    "&c1.serving=on-demand",
    "&c1.units=1,one-month",
    "&c1.training=10000000,3,0",
    "&c1.import=8,400",
    "&c1.stored=no",
    "&edp=net,0.1,1.2",
    "&edp=gross,0,1,1.1",
    "&y1=20000000,17000000,0.15,1500000",
    "&y2=22000000,,0.15",
    "&y5=100000000000,,1",
    "&terms=anthropic,yes,market",
    "&terms=,no,0.5",
    "&o1=28000000,0.17,3,1.1,500000,12",
    "&o4=1,1,5,11,100000000000,60",
    "&forecast=0.8,1,1.2,0.25,0.5,0.25",
    "&forecast=0,3,0,1,0,0",
    "&clauses=0.1,2,0.1,40000,3",
    "&a1=month,40000,0.5,200000,Own",
    "&a1=tokens,0.54,0.72,1,50000,Together",
    "&a1=provider,gemini-api,2026-11-28,0.5,0,Gemini",
    "&m1=claude-sonnet-4.5,gemini-2.5-pro,1.2",
    "&u1=claude-sonnet-4.5,833,4,0,15,5,1,260,month",
    "&s1=claude-sonnet-4.5,2000000,220,4.5",
    "&a2=own,5000,1,0,Cluster",
    "&f2=llama-3.3-70b,55.04,17672,1,1,1",
    "&g1.policies=content,pii",
    "&g1.tagged=1000",
    "&k1.docs=50000,1200",
    "&k1.opensearch=classic,yes,2,2,,10,shared",
    "&d1.pages=2,1,45",
    "&r1.runtime=v1,30,600,0.5",
    "&f1.executions=1000",
    "&l1.to=s3",
    "&monitoring=20,5,4",
    "&support=enterprise,250000",
    "&own=500,month,aws,Gateway",
    "&billed=2026-08-01,1,2893.63,2905.98,8.19",
    "&w1.counted=1000,0,0,0",
    "&compare=Today",
    "&compare=Next;w1.model=",
    ";w1.tokens=1,1",
    "1000000000000000",
    "999999999999",
    "0.0001",
    "100000000000",
    "%F0%9F%98%80",
    "%00",
    "%E2%80%AE",
    "%3B",
    "%26",
    "custom-model-import",
    "2026-10-01 00:00",
    "2026-10-01T00:00:00Z",
    "+02:00",
    "01.10.2026",
    "10/13/2026",
    "12:00 AM",
    "\u{a0}",
    "1,234.56",
    "1.234,56",
];

fn main() -> Result<(), Failure> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let repository = here.parent().ok_or("this folder is below the repository")?;
    let mut links = BTreeSet::new();
    for folder in ["v1", "v2", "compare"] {
        for entry in fs::read_dir(repository.join("tests/links").join(folder))? {
            let text = fs::read_to_string(entry?.path())?;
            links.extend(text.lines().next().map(str::to_owned));
        }
    }
    for entry in fs::read_dir(repository.join("tests/golden"))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            links.insert(encode(&toml::from_str::<Case>(&fs::read_to_string(path)?)?.scenario));
        }
    }
    let mut before: Option<Scenario> = None;
    for preset in presets() {
        links.insert(encode(&preset.scenario));
        if let Some(before) = before.replace(preset.scenario.clone()) {
            let beside = exchange::link::Compared::beside("Before", before);
            links.insert(encode_with(&preset.scenario, &compared_texts(&[beside], preset.scenario.rates)));
        }
    }
    let scenarios: Vec<Scenario> = links.iter().filter_map(|link| decode(link, &RateCard::dates()).scenario).collect();
    let files: BTreeSet<String> = scenarios.iter().map(file::write).collect();
    // Without the space of a file that people read: more of it fits below the fuzzer's bound.
    let packed = files.iter().map(|file| Ok(serde_json::from_str::<serde_json::Value>(file)?.to_string()));
    let packed = packed.collect::<Result<BTreeSet<String>, Failure>>()?;
    let texts = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<String>>();

    save(here, "link", links.iter())?;
    save(here, "file", packed.iter().chain(files.iter().take(8)))?;
    save(here, "package", packed.iter().chain(&links))?;
    save(here, "table", texts(TABLES).iter().chain(&texts(NUMBERS)))?;
    let bills = here.join("corpus/bill");
    fs::create_dir_all(&bills)?;
    for target in ["bill_table", "bill_json", "bill_packed", "bill_parquet"] {
        fs::create_dir_all(here.join("corpus").join(target))?;
    }
    for entry in fs::read_dir(repository.join("tests/bill"))? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with('s') {
            fs::copy(&path, bills.join(name))?;
            let of = |ending: &str| Path::new(name).extension().is_some_and(|found| found == ending);
            let whole = fs::read(&path)?;
            // What stands before it is the target's own: the first byte says which.
            let (target, seed) = if of("csv") {
                let header = whole.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
                ("bill_table", [&[0], whole.get(header..).unwrap_or_default()].concat())
            } else if of("gz") {
                ("bill_packed", whole)
            } else if of("parquet") {
                ("bill_parquet", whole)
            } else {
                ("bill_json", [&[0], whole.as_slice()].concat())
            };
            fs::write(here.join("corpus").join(target).join(name), seed)?;
        }
    }
    let card = RateCard::newest();
    let mut words = String::new();
    for word in WORDS.iter().copied().chain(card.models().iter().map(|model| model.id.as_str())) {
        let escaped: String = word.bytes().map(|byte| format!("\\x{byte:02x}")).collect();
        writeln!(words, "\"{escaped}\"")?;
    }
    Ok(fs::write(here.join("corpus/words"), words)?)
}

fn save<'a>(here: &Path, target: &str, seeds: impl Iterator<Item = &'a String>) -> Result<(), Failure> {
    let folder = here.join("corpus").join(target);
    fs::create_dir_all(&folder)?;
    let mut count = 0;
    for (index, seed) in seeds.enumerate() {
        fs::write(folder.join(format!("seed-{index:03}")), seed)?;
        count = index + 1;
    }
    println!("{target}: {count} seeds");
    Ok(())
}
