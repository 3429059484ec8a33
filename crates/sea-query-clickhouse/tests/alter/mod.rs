mod action;
mod hostile;
mod mutation;
