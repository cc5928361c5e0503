package dev.asupersync.cli;

import dev.asupersync.config.Nearest;
import dev.asupersync.lab.explore.Searches;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The name of a strategy; as candidates, all that there are. */
final class StrategyName implements ITypeConverter<String>, Iterable<String> {

  @Override
  public String convert(String text) {
    String name = text.strip();
    if (Searches.names().contains(name)) {
      return name;
    }
    throw new TypeConversionException("There is no strategy \"" + text + "\"." + Nearest.hint(name, Searches.names())
        + " There are: " + String.join(", ", Searches.names()) + ".");
  }

  @Override
  public Iterator<String> iterator() {
    return Searches.names().iterator();
  }
}
