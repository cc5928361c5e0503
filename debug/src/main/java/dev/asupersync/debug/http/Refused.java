package dev.asupersync.debug.http;

/** A request that is not answered, and what its sender is told. */
final class Refused extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;

  Refused(int status, String why) {
    super(why, null, false, false);
    this.status = status;
  }

  Response response() {
    return Response.text(status, getMessage() + "\n");
  }
}
