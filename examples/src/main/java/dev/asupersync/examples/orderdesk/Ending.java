package dev.asupersync.examples.orderdesk;

/** What became of an order. */
enum Ending {
  DELIVERED("delivered"),
  REFUSED("refused"),
  TOO_LATE("too late"),
  CALLED_OFF("called off"),
  BROKEN("broken by a bug"),
  HANDED_BACK("handed back unserved");

  final String words;

  Ending(String words) {
    this.words = words;
  }
}
