//! What practice says about the next try: Bayesian Knowledge Tracing over formative work. By its types it
//! reaches no level and no grade.
