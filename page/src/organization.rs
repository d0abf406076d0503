//! What holds for the whole organization: commitment, offers, capacity, other providers, services, budget.

use leptos::prelude::*;

/// The card of the organization.
pub fn organization() -> AnyView {
    view! {
        <section class="card o5" aria-labelledby="organization-title">
            <div class="card-h"><h2 id="organization-title">"Your organization"</h2></div>
        </section>
    }
    .into_any()
}
