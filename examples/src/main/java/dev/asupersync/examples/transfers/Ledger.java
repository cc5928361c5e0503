package dev.asupersync.examples.transfers;

import dev.asupersync.Cx;
import dev.asupersync.Scope;
import dev.asupersync.sync.Cell;
import java.util.List;
import java.util.stream.Stream;

/** Accounts, and how many transfers were made. Whoever writes to it must be alone. */
final class Ledger {

  private final List<Cell<Long>> balances;
  private final Cell<Long> transfers;

  private Ledger(List<Cell<Long>> balances, Cell<Long> transfers) {
    this.balances = balances;
    this.transfers = transfers;
  }

  static Ledger open(Scope<?> scope, int accounts, long each) {
    return new Ledger(
        Stream.generate(() -> scope.open(Cell.of(each))).limit(accounts).toList(), scope.open(Cell.of(0L)));
  }

  int accounts() {
    return balances.size();
  }

  long balance(Cx cx, int account) {
    return balances.get(account).get(cx);
  }

  void set(Cx cx, int account, long balance) {
    balances.get(account).set(cx, balance);
  }

  void count(Cx cx) {
    transfers.update(cx, before -> before + 1);
  }

  long transfers(Cx cx) {
    return transfers.get(cx);
  }

  long sum(Cx cx) {
    return balances.stream().mapToLong(balance -> balance.get(cx)).sum();
  }

  /** Both sides, with nothing between them at which the task could be cancelled. */
  void apply(Cx cx, Transfer transfer) {
    set(cx, transfer.from(), balance(cx, transfer.from()) - transfer.amount());
    set(cx, transfer.to(), balance(cx, transfer.to()) + transfer.amount());
    count(cx);
  }
}
