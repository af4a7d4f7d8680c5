//! The figure of a class in sentences. For comparing with other systems; no screen shows it.

use super::Telling;
use notyet_model::level::class::Stat;

impl Telling<'_> {
    /// Of how many students' levels it is the figure, and how many have none.
    pub fn class(&self, stat: Stat, with: usize, without: usize) -> Vec<String> {
        let key = match stat {
            Stat::Mean => "class-mean",
            Stat::Median => "class-median",
        };
        let mut said = vec![self.speech.say(key, &[("count", with.into())])];
        if without > 0 {
            said.push(self.speech.say("class-without", &[("count", without.into())]));
        }
        said
    }
}
