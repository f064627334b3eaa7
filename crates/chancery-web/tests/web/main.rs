//! The pages, asked as a browser asks them: the real router on a real file made of the project's examples.

mod faults;
mod hostile;
mod pages;
mod reading;
mod site;
mod slow;
