package dev.asupersync.lab.fault;

/** Who is cancelled. */
public sealed interface Target {

  /** The task at whose point it is, as its handle would. */
  Target SELF = new Self();

  /** The region that the code at the point is directly in. */
  Target HERE = new Here();

  /** The whole program. */
  Target RUN = new Run();

  /** See {@link #SELF}. */
  record Self() implements Target {
    @Override
    public String toString() {
      return "self";
    }
  }

  /** See {@link #HERE}. */
  record Here() implements Target {
    @Override
    public String toString() {
      return "here";
    }
  }

  /** See {@link #RUN}. */
  record Run() implements Target {
    @Override
    public String toString() {
      return "run";
    }
  }

  /** The first task of that name that has not ended. */
  record NamedTask(String name) implements Target {
    @Override
    public String toString() {
      return "task:" + name;
    }
  }

  /** The first region of that name that is open. */
  record NamedRegion(String name) implements Target {
    @Override
    public String toString() {
      return "region:" + name;
    }
  }

  /** Reads what {@code toString} gives. Errors: IllegalArgumentException that says what there is. */
  static Target parse(String text) {
    if (text.startsWith("task:")) {
      return new NamedTask(text.substring("task:".length()));
    }
    if (text.startsWith("region:")) {
      return new NamedRegion(text.substring("region:".length()));
    }
    return switch (text) {
      case "self" -> SELF;
      case "here" -> HERE;
      case "run" -> RUN;
      default -> throw new IllegalArgumentException("\"" + text
          + "\" says nobody to be cancelled. There are: self, here, run, task:NAME and region:NAME.");
    };
  }
}
