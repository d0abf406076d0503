//! What the reader chooses in the groups: by the id of the field and the position of the value.

use crate::page::later;
use pricing::bounds;
use pricing::money::Rate;
use pricing::rates::{Buying, InferenceScope, Meter, PromptLength};
use pricing::scenario::{Arrivals, CacheInBatch, Caching, Placement, Scenario, ServiceTier};

use super::doors::Door;
use super::placement::{self, Whose};
use super::typing::position;
use super::{Desk, caching, prices, routing, workloads};
use crate::echo;
use crate::page;

impl Desk {
    /// A value of a list or of radio buttons.
    pub fn choose(self, id: &str, index: usize) {
        let calculator = self.calculator;
        if id == "convention" {
            if let Some(chosen) = CacheInBatch::ALL.get(index) {
                calculator.change("", |scenario| scenario.cache_in_batch = *chosen);
            }
        } else if id.starts_with("for-") {
            self.selected.set(index);
        } else if let Some((whose, field)) = Whose::of_id(id) {
            self.choose_place(whose, field, index);
        } else if let Some((price, field)) = id.strip_prefix("price-").and_then(|rest| rest.split_once('-')) {
            if let Some(price) = position(price, "") {
                self.choose_for_price(price, field, index);
            }
        } else if let Some((field, workload)) = id.split_once('-')
            && let Some(workload) = position(workload, "")
        {
            self.choose_for_workload(workload, field, index);
        }
    }

    fn choose_for_workload(self, index: usize, field: &str, chosen: usize) {
        let card = self.calculator.card_now();
        let scenario = self.calculator.scenario_now();
        self.change("", index, |workload| match field {
            "door" => {
                if let Some(to) = Door::ALL.get(chosen) {
                    let there = self.doors.update(|doors| doors.go(index, workload.demand, *to));
                    workload.demand = there;
                }
            }
            "tier" => workload.tier = ServiceTier::ALL.get(chosen).copied().unwrap_or(workload.tier),
            "cache" => {
                let left = workload.caching;
                let before = self.caching.update(|kept| {
                    kept.insert((index, caching::kind(left)), left);
                    kept.get(&(index, chosen)).copied()
                });
                workload.caching = before.unwrap_or_else(|| caching::start(chosen, workload, &card));
            }
            "ttl" => {
                let chosen = caching::offered(&scenario, workload, &card).get(chosen).copied();
                if let Caching::Share { lifetime, .. } | Caching::Traffic { lifetime, .. } = &mut workload.caching {
                    *lifetime = chosen.unwrap_or(*lifetime);
                }
            }
            "arrivals" => {
                if let Caching::Traffic { arrivals, .. } = &mut workload.caching {
                    *arrivals = Arrivals::ALL.get(chosen).copied().unwrap_or(*arrivals);
                }
            }
            _ => {}
        });
        if field == "door" {
            for field in ["input", "output"] {
                self.calculator.set_fault(&format!("{field}-{}", index + 1), None);
            }
        }
    }

    fn choose_place(self, whose: Whose, field: &str, index: usize) {
        let card = self.calculator.card_now();
        let scenario = self.calculator.scenario_now();
        let Some(before) = whose.get(&scenario) else { return };
        let after = match field {
            "scope" => {
                let scopes: Vec<InferenceScope> = placement::scopes(before, &card);
                let scope = scopes.get(index).copied().unwrap_or(before.scope);
                let region = echo::region_near(&before.region, &card.regions(&before.model, scope));
                Placement { scope, region, ..before.clone() }
            }
            "region" => {
                let regions = placement::regions(before, &card).unwrap_or_default();
                let region = regions.get(index).unwrap_or(&before.region).clone();
                Placement { region, ..before.clone() }
            }
            _ => return,
        };
        self.moved.update(|moved| moved.remove(&whose.id("model")));
        self.calculator.change("", |scenario| whose.set(scenario, after));
    }

    fn choose_for_price(self, price: usize, field: &str, index: usize) {
        prices::change(self.calculator, price, |price| match field {
            "mode" => price.buying = Buying::ALL.get(index).copied().unwrap_or(price.buying),
            "length" => price.length = PromptLength::ALL.get(index).copied().unwrap_or(price.length),
            "meter" => price.meter = Meter::ALL.get(index).copied().unwrap_or(price.meter),
            "unit" => {
                let unit = echo::UNITS.get(index).copied().unwrap_or(price.rate.unit());
                price.rate = Rate::new(price.rate.amount(), unit).unwrap_or(price.rate);
            }
            _ => {}
        });
    }

    /// The model that a picker shows.
    pub fn model_of(self, picker: &str) -> Option<String> {
        let scenario = self.calculator.scenario_now();
        model_of(picker, &scenario).map(str::to_owned)
    }

    /// Another model, from the list of a picker.
    pub fn choose_model(self, picker: &str, model: &str) {
        let card = self.calculator.card_now();
        let scenario = self.calculator.scenario_now();
        if let Some((whose, _)) = Whose::of_id(picker) {
            let Some(before) = whose.get(&scenario) else { return };
            let (after, said) = placement::with_model(before, model, &card);
            self.moved.update(|moved| moved.insert(picker.to_owned(), said));
            self.calculator.change("", |scenario| whose.set(scenario, after));
        } else if let Some(price) = price_of(picker) {
            prices::change(self.calculator, price, |price| model.clone_into(&mut price.model));
        }
    }

    /// What a button does.
    pub fn act(self, act: &str) {
        let calculator = self.calculator;
        let current = self.current();
        match act {
            "add-workload" => workloads::insert(&self, false),
            "duplicate-workload" => workloads::insert(&self, true),
            "remove-workload" => workloads::remove(&self),
            "add-route" => {
                let card = calculator.card_now();
                let Some(index) = current else { return };
                calculator.rearrange(|scenario| {
                    let workload = scenario.workloads.get_mut(index);
                    if let Some(workload) = workload.filter(|workload| workload.routes.len() < bounds::ROUTES_MAX) {
                        workload.routes.push(routing::new_route(workload, &card));
                    }
                });
                let scenario = calculator.scenario_now();
                let count = scenario.workloads.get(index).map_or(0, |workload| workload.routes.len());
                focus_later(format!("route-{}-{count}-share", index + 1));
            }
            "add-price" => {
                let card = calculator.card_now();
                calculator.rearrange(|scenario| {
                    if scenario.prices.len() < bounds::TYPED_PRICES_MAX {
                        let price = prices::new_price(scenario, current, &card);
                        scenario.prices.extend(price);
                    }
                });
                focus_later(format!("price-{}", calculator.scenario_now().prices.len()));
            }
            _ => self.act_on_one(act, current),
        }
    }

    fn act_on_one(self, act: &str, current: Option<usize>) {
        if let Some(index) = position(act, "select-") {
            self.selected.set(index);
        } else if let Some(route) = position(act, "remove-route-") {
            self.calculator.rearrange(|scenario| {
                let workload = current.and_then(|index| scenario.workloads.get_mut(index));
                if let Some(workload) = workload.filter(|workload| route < workload.routes.len()) {
                    workload.routes.remove(route);
                }
            });
            focus_later("add-route".to_owned());
        } else if let Some(price) = position(act, "remove-price-") {
            self.calculator.rearrange(|scenario| {
                if price < scenario.prices.len() {
                    scenario.prices.remove(price);
                }
            });
            focus_later("add-price".to_owned());
        }
    }
}

fn price_of(picker: &str) -> Option<usize> {
    position(picker.strip_suffix("-model")?, "price-")
}

fn model_of<'a>(picker: &str, scenario: &'a Scenario) -> Option<&'a str> {
    if let Some((whose, _)) = Whose::of_id(picker) {
        return whose.get(scenario).map(|placement| placement.model.as_str());
    }
    scenario.prices.get(price_of(picker)?).map(|price| price.model.as_str())
}

/// Gives a field the focus once it is there.
pub fn focus_later(id: String) {
    later(move || page::focus(&id));
}
