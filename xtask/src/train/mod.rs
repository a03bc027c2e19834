//! What the engine's models learn: `cargo xtask train`. Sets marked for learning in, model files of the lexicon out, each with a card.

#[allow(dead_code, reason = "the trainers of the models stand beside it")]
pub(crate) mod perceptron;
