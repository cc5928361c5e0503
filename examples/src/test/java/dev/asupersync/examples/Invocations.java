package dev.asupersync.examples;

import dev.asupersync.program.Invocation;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** How tests start a program: with these arguments, and what it prints kept. */
public record Invocations(Invocation invocation, StringWriter printed) {

  public static Invocations with(String... arguments) {
    StringWriter printed = new StringWriter();
    return new Invocations(
        new Invocation(List.of(arguments), new PrintWriter(printed, true), progress -> {}), printed);
  }
}
