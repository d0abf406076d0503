//! What is usual, where no figure of a scenario says it.

use super::usual_token_factor;

#[test]
fn claude_since_4_7_counts_more_than_claude_before() {
    let factor = |own: &str, other: &str| usual_token_factor(own, other).map(|factor| factor.to_string());
    assert_eq!(factor("claude-sonnet-4.6", "claude-opus-4.7").as_deref(), Some("1.3"));
    assert_eq!(factor("claude-3.5-haiku", "claude-fable-5").as_deref(), Some("1.3"));
    // 1 / 1.3, to four places.
    assert_eq!(factor("claude-opus-5.5", "claude-haiku-4.5").as_deref(), Some("0.7692"));
    for (own, other) in [
        ("claude-sonnet-4.5", "claude-haiku-4.5"),
        ("claude-opus-4.8", "claude-sonnet-5"),
        ("claude-sonnet-4.5", "nova-lite"),
        ("gpt-5.6-sol", "claude-opus-5"),
        ("claude-sonnet-4.5", "claude-instant"),
    ] {
        assert_eq!(factor(own, other), None, "{own} to {other}");
    }
}
