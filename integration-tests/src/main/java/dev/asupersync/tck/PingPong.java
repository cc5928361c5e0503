package dev.asupersync.tck;

/** Two strands hit a ball that is guarded by nothing but their turns, parks and unparks. */
final class PingPong {

  int ball;
  volatile int turn;
}
