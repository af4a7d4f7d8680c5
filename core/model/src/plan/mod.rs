//! Plans from data: who to sit down with today and why, what nobody has heard about for long, who could be
//! coached together, what is too much at once. Orders explain themselves; nothing here ranks students.
