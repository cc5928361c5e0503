/**
 * Starts Zipkin and Prometheus beside programs that are watched, looks whether what they tell arrives, and takes
 * pictures of what is to be seen. Start reading at {@code Stand}. The dashboards themselves are files, in the folder
 * {@code dashboards} of the project.
 */
@NullMarked
package dev.asupersync.stand;

import org.jspecify.annotations.NullMarked;
