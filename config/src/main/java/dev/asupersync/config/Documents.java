package dev.asupersync.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import dev.asupersync.error.ErrorCode;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads HOCON from files and resources; what cannot be read is a problem and comes out empty. */
final class Documents {

  static final ConfigParseOptions OPTIONS = ConfigParseOptions.defaults().setAllowMissing(false);

  private final ClassLoader loader;
  private final ConfigProblems problems;

  Documents(ClassLoader loader, ConfigProblems problems) {
    this.loader = loader;
    this.problems = problems;
  }

  /** Every {@code reference.conf}, those that come first on the class path over the others. */
  Config references() {
    Config all = ConfigFactory.empty();
    for (URL url : resources("reference.conf")) {
      String name = "reference.conf of " + Jars.containing(url, "reference.conf");
      all = all.withFallback(
          parse(name, () -> ConfigFactory.parseURL(url, options().setOriginDescription(name))));
    }
    return all;
  }

  /** What {@code -Dconfig.*} names, else {@code application.conf}, else nothing. */
  Config application() {
    @Nullable String file = System.getProperty("config.file");
    boolean alone = System.getProperty("config.resource") == null && System.getProperty("config.url") == null;
    return file != null && alone
        ? file(Path.of(file))
        : parse("application.conf", () -> ConfigFactory.defaultApplication(options().setAllowMissing(true)));
  }

  Config text(String hocon) {
    return parse("text", () -> ConfigFactory.parseString(hocon, options().setOriginDescription("text")));
  }

  /** Tried first by hand, because the library has one message for all that can be wrong with a file. */
  Config file(Path path) {
    String text;
    try {
      text = Files.readString(path, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      problems.add(ErrorCode.CONFIG_UNREADABLE, new Place(path.toString(), 0), "",
          whyUnreadable(path, unreadable));
      return ConfigFactory.empty();
    }
    try {
      return ConfigFactory.parseFile(path.toFile(), options());
    } catch (ConfigException.IO missing) {
      problems.add(ErrorCode.CONFIG_UNREADABLE, includeLine(path, text, place(missing)), "",
          "the file \"" + place(missing).source() + "\", which this include requires, is not there or cannot"
              + " be read. Create it, correct its name, or write the include without required().");
    } catch (ConfigException broken) {
      problems.add(ErrorCode.CONFIG_SYNTAX, place(broken), "", plain(broken));
    }
    return ConfigFactory.empty();
  }

  private static String whyUnreadable(Path path, IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file (looked in " + path.toAbsolutePath().getParent() + ").";
    }
    if (Files.isDirectory(path)) {
      return "this is a directory. Name a file in it.";
    }
    if (e instanceof AccessDeniedException) {
      return "this file may not be read by this user. Change its permissions or name another.";
    }
    return "this file cannot be read: " + e.getMessage() + ".";
  }

  /** The library does not tell where an include stands, so it is looked for. */
  private static Place includeLine(Path path, String text, Place included) {
    String name = Path.of(included.source()).getFileName().toString();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).contains("include") && lines.get(i).contains(name)) {
        return new Place(path.toString(), i + 1);
      }
    }
    return new Place(path.toString(), 0);
  }

  private Config parse(String name, Supplier<Config> reader) {
    try {
      return reader.get();
    } catch (ConfigException.IO unreadable) {
      problems.add(ErrorCode.CONFIG_UNREADABLE, place(unreadable), "", name + ": " + plain(unreadable));
    } catch (ConfigException.Parse broken) {
      problems.add(ErrorCode.CONFIG_SYNTAX, place(broken), "", plain(broken));
    } catch (ConfigException other) {
      problems.add(ErrorCode.CONFIG_UNREADABLE, place(other), "", plain(other));
    }
    return ConfigFactory.empty();
  }

  /** Of the given loader and then of ours, so that a loader that sees too little still gives our defaults. */
  private List<URL> resources(String name) {
    Map<String, URL> all = new LinkedHashMap<>();
    for (ClassLoader each : Jars.loaders(loader)) {
      try {
        each.getResources(name).asIterator().forEachRemaining(url -> all.putIfAbsent(url.toString(), url));
      } catch (IOException e) {
        problems.add(ErrorCode.CONFIG_UNREADABLE, Place.NOWHERE, "",
            "the class path cannot be searched for " + name + ": " + e.getMessage());
      }
    }
    return new ArrayList<>(all.values());
  }

  private ConfigParseOptions options() {
    return OPTIONS.setClassLoader(loader);
  }

  static Place place(ConfigException e) {
    return e.origin() == null ? Place.NOWHERE : Place.of(e.origin());
  }

  /** The message without the place in front of it, and without the parser's slips of the tongue. */
  static String plain(ConfigException e) {
    String text = String.valueOf(e.getMessage());
    if (e.origin() != null && text.startsWith(e.origin().description() + ": ")) {
      text = text.substring(e.origin().description().length() + 2);
    }
    if (text.contains("expecting a close parentheses") && text.contains("end of file")) {
      return "the file ends before a brace { is closed. Add the missing }.";
    }
    if (text.contains("string quote was still open")) {
      return "a string is not closed. Add the missing \".";
    }
    return text;
  }
}
