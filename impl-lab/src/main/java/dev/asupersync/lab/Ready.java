package dev.asupersync.lab;

import dev.asupersync.spi.OpKind;

/** Things that are all ready for one task, by their place in its list. */
record Ready(LabStrand strand, int count) implements Candidates {

  @Override
  public long id(int index) {
    return index;
  }

  @Override
  public int strand(int index) {
    return -1;
  }

  @Override
  public boolean isResuming(int index) {
    return false;
  }

  @Override
  public OpKind operation(int index) {
    return OpKind.SELECT;
  }

  @Override
  public long resource(int index) {
    return strand.spec.task();
  }

  @Override
  public boolean isRunning(int index) {
    return false;
  }
}
