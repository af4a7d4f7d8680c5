//! Methods by name, as settings and imports write them. Ours say what a method does; Canvas's are understood.

use super::{AtBats, AtBatsParts, BadAtBats, BadParameter, Method};
use serde::{Deserialize, Serialize};

/// A method as settings write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Parts {
    method: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    n: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at_bats: Option<AtBatsParts>,
}

/// Why a name with its parameters is no method.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnknownMethod {
    /// No method is called so.
    #[error("there is no method “{0}”")]
    Name(String),
    /// Its parameter is outside its range.
    #[error(transparent)]
    Parameter(#[from] BadParameter),
    /// The numbers of the at-bats rule contradict each other.
    #[error(transparent)]
    AtBats(#[from] BadAtBats),
}

impl Method {
    /// The method of a name, with its parameter `n` (absent: the method's default) and the numbers of the
    /// at-bats rule (absent: its defaults). A parameter that the method does not have is ignored.
    pub fn named(name: &str, n: Option<i64>, at_bats: Option<AtBatsParts>) -> Result<Self, UnknownMethod> {
        fn param<P: TryFrom<i64, Error = BadParameter> + Default>(n: Option<i64>) -> Result<P, BadParameter> {
            n.map_or_else(|| Ok(P::default()), P::try_from)
        }
        Ok(match name {
            "at_bats" => Self::AtBats(at_bats.map_or_else(|| Ok(AtBats::default()), AtBats::try_from)?),
            "highest" => Self::Highest,
            "most_recent" | "latest" => Self::MostRecent,
            "mean" | "average" => Self::Mean,
            "median" => Self::Median,
            "mode" => Self::Mode,
            "mean_of_recent_n" => Self::MeanOfRecent(param(n)?),
            "mean_of_top_n" => Self::MeanOfTop(param(n)?),
            "n_mastery" => Self::TimesMastery(param(n)?),
            "weighted_average" | "decaying_average" => Self::LatestAndEarlier(param(n)?),
            "standard_decaying_average" => Self::RecursiveDecay(param(n)?),
            "power_law" => Self::PowerLaw,
            other => return Err(UnknownMethod::Name(other.to_owned())),
        })
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::AtBats(_) => "at_bats",
            Self::Highest => "highest",
            Self::MostRecent => "most_recent",
            Self::Mean => "mean",
            Self::Median => "median",
            Self::Mode => "mode",
            Self::MeanOfRecent(_) => "mean_of_recent_n",
            Self::MeanOfTop(_) => "mean_of_top_n",
            Self::TimesMastery(_) => "n_mastery",
            Self::LatestAndEarlier(_) => "weighted_average",
            Self::RecursiveDecay(_) => "standard_decaying_average",
            Self::PowerLaw => "power_law",
        }
    }

    fn n(self) -> Option<i64> {
        let n = match self {
            Self::MeanOfRecent(n) | Self::MeanOfTop(n) => n.get(),
            Self::TimesMastery(n) => n.get(),
            Self::LatestAndEarlier(weight) => weight.get(),
            Self::RecursiveDecay(rate) => rate.get(),
            _ => return None,
        };
        Some(i64::from(n))
    }
}

impl TryFrom<Parts> for Method {
    type Error = UnknownMethod;

    fn try_from(parts: Parts) -> Result<Self, UnknownMethod> {
        Self::named(&parts.method, parts.n, parts.at_bats)
    }
}

impl From<Method> for Parts {
    fn from(method: Method) -> Self {
        let at_bats = match method {
            Method::AtBats(rule) => Some(rule.into()),
            _ => None,
        };
        Self { method: method.name().to_owned(), n: method.n(), at_bats }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::method::testing::every_method;

    #[test]
    fn every_method_survives_its_name_and_parameters() {
        for method in every_method() {
            let text = serde_json::to_string(&method).unwrap();
            assert_eq!(serde_json::from_str::<Method>(&text).unwrap(), method, "{text}");
        }
    }

    #[test]
    fn canvass_names_mean_the_same_methods() {
        for (canvas, ours) in
            [("latest", "most_recent"), ("average", "mean"), ("decaying_average", "weighted_average")]
        {
            assert_eq!(Method::named(canvas, Some(70), None), Method::named(ours, Some(70), None));
        }
    }

    #[test]
    fn a_name_or_a_number_that_is_no_methods_is_named() {
        let fault = |name, n| Method::named(name, n, None).unwrap_err().to_string();
        assert_eq!(fault("vibes", None), "there is no method “vibes”");
        assert_eq!(
            fault("n_mastery", Some(11)),
            "n is 11; for this method it is a whole number from 1 to 10"
        );
        let none = AtBatsParts { chances: 0, ..AtBatsParts::from(AtBats::default()) };
        assert!(matches!(Method::named("at_bats", None, Some(none)), Err(UnknownMethod::AtBats(_))));
        assert_eq!(Method::named("highest", Some(-4), None), Ok(Method::Highest));
    }
}
