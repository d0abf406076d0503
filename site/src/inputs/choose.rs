//! What the reader chooses in the groups: by the id of the field and the position of the value.

use pricing::bounds;
use pricing::scenario::{CacheInBatch, Caching, Placement, Scenario, ServiceTier};

use super::doors::Door;
use super::{Desk, Left, caching, deal, placement, prices, routing, workloads};
use crate::echo;
use crate::field::choice::{Setting, put};
use crate::field::owner::{Owner, position};
use crate::page::{self, later};
use crate::part;

impl Desk {
    /// A value of a list or of radio buttons.
    pub fn choose(self, id: &str, index: usize) {
        if id == caching::CONVENTION.field {
            self.change("", &mut |scenario| put(&CacheInBatch::ALL, index, &mut scenario.cache_in_batch));
            return;
        }
        match Owner::of_id(id) {
            Some((_, "for")) => self.remember(&mut |memory| memory.selected = index),
            Some((owner, field @ ("scope" | "region"))) => self.choose_place(owner, field, index),
            Some((Owner::Price(price), field)) => {
                prices::change(self, price, &mut |price| Setting::choose(&prices::SETTINGS, field, price, index));
            }
            Some((Owner::Workload(workload), field)) => self.choose_for_workload(workload, field, index),
            Some((Owner::Route(..), _)) => {}
            Some((Owner::Purchase(_) | Owner::Custom(_), _)) | None => {
                if let Some(here) = part::state().here() {
                    deal::choose(self, id, index, here);
                }
            }
        }
    }

    fn choose_for_workload(self, index: usize, field: &str, chosen: usize) {
        let (card, scenario) = (self.calculator.card_now(), self.calculator.scenario_now());
        let Some(before) = scenario.workloads.get(index) else { return };
        let mut workload = before.clone();
        match field {
            "door" => {
                let Some(to) = Door::ALL.get(chosen) else { return };
                self.recall(index, &mut |left| workload.demand = left.doors.go(before.demand, *to));
            }
            "tier" => put(&ServiceTier::ALL, chosen, &mut workload.tier),
            "cache" => {
                let mut there = None;
                self.recall(index, &mut |left| {
                    if let Some(here) = left.caching.get_mut(caching::kind(before.caching)) {
                        *here = Some(before.caching);
                    }
                    there = left.caching.get(chosen).copied().flatten();
                });
                workload.caching = there.unwrap_or_else(|| caching::start(chosen, before, &card));
            }
            "ttl" => {
                if let Caching::Share { lifetime, .. } | Caching::Traffic { lifetime, .. } = &mut workload.caching {
                    put(&caching::offered(&scenario, before, &card), chosen, lifetime);
                }
            }
            _ => Setting::choose(&caching::SETTINGS, field, &mut workload, chosen),
        }
        self.change("", &mut |scenario| {
            if let Some(place) = scenario.workloads.get_mut(index) {
                place.clone_from(&workload);
            }
        });
        if field == "door" {
            for field in ["input", "output"] {
                self.calculator.set_fault(&Owner::Workload(index).id(field), None);
            }
        }
    }

    /// Changes what is kept of a workload's fields that aren't shown.
    fn recall(self, index: usize, change: &mut dyn FnMut(&mut Left)) {
        self.remember(&mut |memory| {
            let mut left = memory.left.get(&index).copied().unwrap_or_default();
            change(&mut left);
            memory.left.insert(index, left);
        });
    }

    fn choose_place(self, owner: Owner, field: &str, index: usize) {
        let (card, scenario) = (self.calculator.card_now(), self.calculator.scenario_now());
        let Some(before) = placement::of(owner, &scenario) else { return };
        let mut after = before.clone();
        if field == "scope" {
            put(&placement::scopes(before, &card), index, &mut after.scope);
            after.region = echo::region_near(&before.region, &card.regions(&before.model, after.scope));
        } else if let Some(region) = placement::regions(before, &card).unwrap_or_default().get(index) {
            (*region).clone_into(&mut after.region);
        }
        self.place(owner, &after, "");
    }

    /// Puts a workload or a route in another place, and keeps what to say about it.
    fn place(self, owner: Owner, placement: &Placement, said: &str) {
        self.remember(&mut |memory| memory.moved.insert(owner.id("model"), said.to_owned()));
        self.change("", &mut |scenario| {
            if let Some(place) = placement::of_mut(owner, scenario) {
                place.clone_from(placement);
            }
        });
    }

    /// Another model, from the list of a picker.
    pub fn choose_model(self, picker: &str, model: &str) {
        let (card, scenario) = (self.calculator.card_now(), self.calculator.scenario_now());
        match Owner::of_id(picker) {
            Some((Owner::Price(price), _)) => {
                prices::change(self, price, &mut |price| model.clone_into(&mut price.model));
            }
            Some((owner, _)) => {
                if let Some(before) = placement::of(owner, &scenario) {
                    let (after, said) = placement::with_model(before, model, &card);
                    self.place(owner, &after, &said);
                }
            }
            None => {}
        }
    }

    /// What a button does.
    pub fn act(self, act: &str) {
        let current = self.current();
        match act {
            "add-workload" => workloads::insert(self, false),
            "duplicate-workload" => workloads::insert(self, true),
            "remove-workload" => workloads::remove(self),
            "add-route" => self.add_route(current),
            "load-part" => part::try_again(),
            "add-price" => {
                let card = self.calculator.card_now();
                self.rearrange(&mut |scenario| {
                    if scenario.prices.len() < bounds::TYPED_PRICES_MAX {
                        let price = prices::new_price(scenario, current, &card);
                        scenario.prices.extend(price);
                    }
                });
                focus_later(format!("price-{}", self.calculator.scenario_now().prices.len()));
            }
            _ => {
                if let Some(index) = act.strip_prefix("select-").and_then(position) {
                    self.remember(&mut |memory| memory.selected = index);
                } else if let Some(route) = act.strip_prefix("remove-route-").and_then(position) {
                    self.rearrange(&mut |scenario| {
                        let workload = current.and_then(|index| scenario.workloads.get_mut(index));
                        if let Some(workload) = workload.filter(|workload| route < workload.routes.len()) {
                            workload.routes.remove(route);
                        }
                    });
                    focus_later("add-route".to_owned());
                } else if let Some(price) = act.strip_prefix("remove-price-").and_then(position) {
                    self.rearrange(&mut |scenario| {
                        if price < scenario.prices.len() {
                            scenario.prices.remove(price);
                        }
                    });
                    focus_later("add-price".to_owned());
                } else if let Some(here) = part::state().here() {
                    deal::act(self, act, here);
                }
            }
        }
    }

    fn add_route(self, current: Option<usize>) {
        let card = self.calculator.card_now();
        let Some(index) = current else { return };
        let mut count = 0;
        self.rearrange(&mut |scenario| {
            let Some(workload) = scenario.workloads.get_mut(index) else { return };
            if workload.routes.len() < bounds::ROUTES_MAX {
                routing::add_route(workload, &card);
            }
            count = workload.routes.len();
        });
        focus_later(format!("route-{}-{count}-share", index + 1));
    }
}

/// The model that a picker shows.
pub fn model_of<'a>(picker: &str, scenario: &'a Scenario) -> Option<&'a str> {
    match Owner::of_id(picker)? {
        (Owner::Price(price), _) => Some(&scenario.prices.get(price)?.model),
        (owner, _) => Some(&placement::of(owner, scenario)?.model),
    }
}

/// Gives a field the focus once it is there.
#[inline(never)]
pub fn focus_later(id: String) {
    later(move || page::focus(&id));
}
