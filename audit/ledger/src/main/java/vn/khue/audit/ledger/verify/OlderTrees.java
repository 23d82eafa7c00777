package vn.khue.audit.ledger.verify;

import java.security.MessageDigest;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.PriorityQueue;

/** Trees with which the log must begin, as signed checkpoints told of them. For one pass over the log. */
final class OlderTrees {

    private record Tree(String name, CheckedNote note) {}

    private final PriorityQueue<Tree> waiting =
            new PriorityQueue<>(Comparator.comparingLong(tree -> tree.note().size()));
    private long next = Long.MAX_VALUE;

    /** @param name for people: where the checkpoint is */
    void add(String name, CheckedNote note) {
        waiting.add(new Tree(name, note));
        next = waiting.peek().note().size();
    }

    /** Compares those of this size. Call it for every size from 0. */
    void check(Mountain tree) throws BrokenLedger {
        while (next == tree.count()) {
            Tree older = waiting.poll();
            if (!MessageDigest.isEqual(tree.root(), older.note().root())) {
                throw new BrokenLedger(new Verdict.Broken(Fault.FORK, OptionalLong.empty(), older.name()));
            }
            next = waiting.isEmpty() ? Long.MAX_VALUE : waiting.peek().note().size();
        }
    }
}
