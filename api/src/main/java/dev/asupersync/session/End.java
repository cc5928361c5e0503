package dev.asupersync.session;

import dev.asupersync.Cx;

/** Nothing more is said. */
public final class End extends Step {

  End(Wire wire) {
    super(wire);
  }

  /** Keeps the promise to come here. Errors: CX-3002 the second time. */
  public void close(Cx cx) {
    wire().end(cx);
    taken();
  }
}
