//! How much goes in one request and one answer, as the network allows.

use crate::engine::Mishap;
use crate::transport::TransportError;
use notyet_protocol::wire::{Fault, LARGE_TIMES, USUAL_OPS};
use std::time::Duration;

/// A round trip that took no longer leaves room for larger frames: four times as much would still be quick enough for
/// somebody who waits, and far below the longest that a request may take.
const QUICK: Duration = Duration::from_secs(2);

/// How many operations go at once. What is written together is cheaper by the operation, on both sides; but what goes
/// together is lost together where the network is bad, so the first frame is of the usual size, and larger ones are for
/// a network that has just been quick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    Usual,
    Large,
    /// The server would not take a large one: none is tried again before the next start.
    NeverLarge,
}

impl Frame {
    /// Times the usual size.
    pub(crate) const fn times(self) -> usize {
        match self {
            Self::Usual | Self::NeverLarge => 1,
            Self::Large => LARGE_TIMES,
        }
    }

    /// How many operations a request of this size carries.
    pub(crate) const fn ops(self) -> u32 {
        USUAL_OPS * self.times() as u32
    }

    /// What is asked of an answer's size.
    pub(crate) fn most(self) -> Option<u32> {
        (self == Self::Large).then(|| self.ops())
    }

    /// After a round trip.
    pub(crate) fn after(self, took: Result<Duration, &Mishap>) -> Self {
        match (self, took) {
            (Self::NeverLarge, _) => Self::NeverLarge,
            (Self::Large, Err(Mishap::Transport(TransportError::Fault(Fault::TooLarge)))) => Self::NeverLarge,
            (_, Ok(took)) if took <= QUICK => Self::Large,
            _ => Self::Usual,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_are_large_as_long_as_the_network_is_quick() {
        let slow = Duration::from_secs(3);
        let large = Frame::Usual.after(Ok(Duration::from_millis(40)));
        assert_eq!((large, large.most()), (Frame::Large, Some(2_000)));
        assert_eq!((Frame::Usual.most(), Frame::Usual.ops()), (None, 500));
        assert_eq!(large.after(Ok(slow)), Frame::Usual);
        assert_eq!(large.after(Err(&Mishap::Transport(TransportError::TimedOut))), Frame::Usual);
        let too_large = Mishap::Transport(TransportError::Fault(Fault::TooLarge));
        let never = large.after(Err(&too_large));
        assert_eq!((never, never.after(Ok(Duration::ZERO))), (Frame::NeverLarge, Frame::NeverLarge));
        assert_eq!(Frame::Usual.after(Err(&too_large)), Frame::Usual, "it was none of the frame's doing");
    }
}
