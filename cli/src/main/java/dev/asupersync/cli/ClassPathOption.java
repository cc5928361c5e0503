package dev.asupersync.cli;

import picocli.CommandLine.Option;

/** {@code --classpath}. */
final class ClassPathOption {

  @Option(names = {"-cp", "--classpath"}, paramLabel = "PATH", defaultValue = "",
      description = "Where to look for more programs and runtimes: jars and directories.")
  private String classPath = "";

  /** Programs and runtimes are found through it; from here on it is also that of this thread. Errors: CX-1002. */
  ClassLoader loader() {
    ClassLoader loader = Programs.loader(classPath);
    Thread.currentThread().setContextClassLoader(loader);
    return loader;
  }
}
