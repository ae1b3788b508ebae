//! What fills which slot, one message a line.

use super::*;
