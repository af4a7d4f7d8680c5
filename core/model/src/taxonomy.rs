//! What the levels of a scale mean beside other scales: Bloom and Marzano, the verbs of a standard, and
//! conversions from one scale to another.
