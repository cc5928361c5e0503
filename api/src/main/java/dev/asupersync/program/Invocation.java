package dev.asupersync.program;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a program was started with.
 *
 * @param arguments what stands behind {@code --} on the command line
 * @param out for results, line by line
 * @param progress for one line on how far it is, each in place of the one before; does nothing where nobody
 *     looks. May be called often, from any task
 */
public record Invocation(List<String> arguments, PrintWriter out, Consumer<String> progress) {

  public Invocation {
    arguments = List.copyOf(arguments);
  }
}
