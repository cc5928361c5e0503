package dev.asupersync.lab.bugs;

/** The bug of a program has shown. */
public final class BugFound extends AssertionError {

  private static final long serialVersionUID = 1;

  public BugFound(String what) {
    super(what);
  }

  static void unless(boolean asItShouldBe, String what) {
    if (!asItShouldBe) {
      throw new BugFound(what);
    }
  }
}
