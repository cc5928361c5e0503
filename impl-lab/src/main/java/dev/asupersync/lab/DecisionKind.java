package dev.asupersync.lab;

/**
 * What a decision was about. The codes are stable and only ever added to: they stand in schedules and
 * hashes.
 */
public enum DecisionKind {
  /** Which of the runnable strands of the foremost lane goes on. */
  STRAND(0, 's'),
  /** Which of the alarms with one deadline rings first. */
  ALARM(1, 'a'),
  /** Which of several things that are all ready a task takes. */
  SELECT(2, 'c'),
  /** What is injected at a point: 0 for nothing. */
  FAULT(3, 'i');

  private final int code;
  private final char letter;

  DecisionKind(int code, char letter) {
    this.code = code;
    this.letter = letter;
  }

  public int code() {
    return code;
  }

  /** The letter that stands for it in the text of a schedule. */
  public char letter() {
    return letter;
  }

  static DecisionKind of(char letter) {
    for (DecisionKind kind : values()) {
      if (kind.letter == letter) {
        return kind;
      }
    }
    throw new IllegalArgumentException("'" + letter + "' is not the letter of a kind of decision: s, a, c or i.");
  }
}
