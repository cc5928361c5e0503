package dev.asupersync.spi.observe;

import dev.asupersync.spi.Settings;
import java.util.List;

/**
 * Makes observers that configuration can switch on, over whichever interpretation. Found by
 * {@code ServiceLoader}: a public class with a public constructor without parameters and nothing in it, one line
 * in {@code META-INF/services}, and {@code provides} in {@code module-info}. Its defaults stand in the
 * {@code reference.conf} of its jar under {@code asupersync.<name>}.
 */
public interface ObserverProvider {

  /** The name of its settings: lower case, unique on the class path among observers and interpretations. */
  String name();

  /**
   * Reads all of its settings, then makes what watches, or nothing where they switch it off. Called for each
   * runtime. Starts nothing before {@link RuntimeObserver#onRuntimeOpened}.
   */
  List<RuntimeObserver> create(Settings settings);
}
