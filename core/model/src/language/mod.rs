//! Help with words: hard and passive wording in “I can” statements, fixed-mindset words in feedback,
//! the school's own word for an outcome. Points, never blocks.
