package dev.asupersync.lab.trace;

import dev.asupersync.spi.OpKind;
import java.util.Arrays;
import java.util.List;

/**
 * One event.
 *
 * @param seq its number in the trace, from 0
 * @param nanos virtual time
 * @param numbers as {@link TraceKind#numbers} names them; -1 stands for nothing
 * @param text as {@link TraceKind#text} names it, or the empty string
 */
public record TraceEvent(long seq, long nanos, TraceKind kind, List<Long> numbers, String text) {

  public TraceEvent {
    numbers = List.copyOf(numbers);
    if (numbers.size() != kind.numbers().size()) {
      throw new IllegalArgumentException(
          kind + " has the fields " + kind.numbers() + ", and " + numbers + " are not one for each.");
    }
  }

  /** One of its numbers; -1 where its kind has none of that name. */
  public long number(String name) {
    int at = kind.numbers().indexOf(name);
    return at < 0 ? -1 : numbers.get(at);
  }

  /** One line: {@code 12 1500000000 SPAWN task=3 region=1 parent=1 body=0 name=mailer}. */
  @Override
  public String toString() {
    return seq + " " + nanos + " " + said();
  }

  /** The same without its number and its time. */
  public String said() {
    StringBuilder line = new StringBuilder().append(kind);
    for (int i = 0; i < numbers.size(); i++) {
      String name = kind.numbers().get(i);
      long value = numbers.get(i);
      line.append(' ').append(name).append('=');
      line.append(name.equals("op") ? operation(value) : value);
    }
    if (!text.isEmpty()) {
      line.append(' ').append(kind.text()).append('=').append(text.replace("\n", "\\n"));
    }
    return line.toString();
  }

  private static String operation(long code) {
    return Arrays.stream(OpKind.values())
        .filter(kind -> kind.code() == code)
        .findFirst()
        .map(OpKind::name)
        .orElse(String.valueOf(code));
  }
}
