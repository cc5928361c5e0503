package dev.asupersync.kernel;

/** Where in the program an operation was called. Costs a stack walk, so only where settings ask for it. */
final class CallSite {

  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final String KERNEL = CallSite.class.getPackageName();

  private CallSite() {}

  static String ofProgram() {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> !frame.getClassName().startsWith(KERNEL))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
                .orElse("an unknown place"));
  }
}
