package dev.asupersync.tck;

/**
 * Everything that a program may rely on, whatever interprets it: the rules of docs/spec-map.md. Extend it in a
 * test class, return a new wiring from {@link #wiring}, and run it.
 */
public abstract class ProgramContract
    implements RegionContract,
        DeclaredErrorContract,
        RegionOutcomeContract,
        RegionAdmissionContract,
        FinalizerContract,
        JoinContract,
        AllContract,
        RaceContract,
        QuorumContract,
        RetryContract,
        TimeoutContract,
        PipelineContract,
        JoinSetContract,
        BreakerContract,
        BulkheadContract,
        RuntimeContract,
        CancellationContract,
        CancelledTaskContract,
        MaskContract,
        BudgetContract,
        CleanupContract,
        BlockingContract,
        CapabilityContract,
        ChannelContract,
        ChannelCloseContract,
        ChannelCancelContract,
        ChannelKindsContract,
        AckContract,
        SelectContract,
        OneshotContract,
        BroadcastContract,
        WatchContract,
        SessionContract,
        FlowContract,
        HeapContract,
        MutexContract,
        PoisonContract,
        RwLockContract,
        SemaphoreContract,
        NotifyContract,
        BarrierContract,
        OnceCellContract,
        CellContract,
        PoolContract,
        ObligationContract,
        PromiseContract,
        ObserverContract,
        DumpContract {

  /** For subclasses. */
  protected ProgramContract() {}
}
