package dev.asupersync.config;

import dev.asupersync.spi.InterpretationProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/** A class path made for one test, of jars made for it. It hides the test's own copy of the strangers. */
final class ClassPath {

  private static final String STRANGERS = "dev.asupersync.config.stranger.";

  private final Path directory;
  private final List<URL> jars = new ArrayList<>();

  ClassPath(Path directory) {
    this.directory = directory;
  }

  /** A jar with these classes and their reference.conf, whose services file names {@code provider}. */
  ClassPath jar(String name, String provider, String reference, Class<?>... classes) {
    return jar(InterpretationProvider.class, name, provider, reference, classes);
  }

  /** The same for another kind of provider. */
  ClassPath jar(Class<?> service, String name, String provider, String reference, Class<?>... classes) {
    Path file = directory.resolve(name);
    try (OutputStream out = Files.newOutputStream(file); JarOutputStream jar = new JarOutputStream(out)) {
      entry(jar, "META-INF/services/" + service.getName(), provider + "\n");
      if (!reference.isEmpty()) {
        entry(jar, "reference.conf", reference);
      }
      for (Class<?> type : classes) {
        String path = type.getName().replace('.', '/') + ".class";
        jar.putNextEntry(new JarEntry(path));
        try (InputStream bytes = type.getResourceAsStream("/" + path)) {
          bytes.transferTo(jar);
        }
      }
      jars.add(file.toUri().toURL());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** A directory, for resources. */
  ClassPath directory(Path path) {
    try {
      jars.add(path.toUri().toURL());
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private static void entry(JarOutputStream jar, String path, String text) throws IOException {
    jar.putNextEntry(new JarEntry(path));
    jar.write(text.getBytes(StandardCharsets.UTF_8));
  }

  ClassLoader loader() {
    return new URLClassLoader(
        jars.toArray(URL[]::new), new WithoutStrangers(ClassPath.class.getClassLoader()));
  }

  private static final class WithoutStrangers extends ClassLoader {

    WithoutStrangers(ClassLoader parent) {
      super(parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith(STRANGERS)) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }
}
