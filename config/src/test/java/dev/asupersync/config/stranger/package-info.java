/** Providers as others write them, good and bad. Tests put them into jars of their own. */
package dev.asupersync.config.stranger;
