package vn.khue.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.khue.roster.apply.ApplyResult;
import vn.khue.roster.apply.BrakePass;
import vn.khue.roster.source.Coverage;

/** Lists that change at random from one run to the next, with what must hold whatever they say. */
@Tag("slow")
class RandomRosterTest {

    private static final int ROUNDS = 4;

    @TempDir
    private Path folder;

    @Test
    void aPlanIsEmptyOnceAppliedAndUndoGivesEveryStateBack() {
        Random random = new Random(2026);
        try (var world = new RosterWorld(folder)) {
            List<String[]> pupils = new ArrayList<>();
            List<SortedMap<String, String>> states = new ArrayList<>();
            List<Long> runs = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                mutate(pupils, random, round);
                states.add(world.everything());
                long run = world.planned(list(pupils), Coverage.COMPLETE);
                ApplyResult result = world.roster.apply(
                        run,
                        RosterWorld.OFFICER,
                        java.util.Optional.of(new BrakePass(java.util.UUID.randomUUID(), "thử ngẫu nhiên")));
                assertThat(result)
                        .isInstanceOfSatisfying(
                                ApplyResult.Applied.class,
                                done -> assertThat(done.leftAlone()).isZero());
                assertThat(world.findings(run)).isEmpty();
                assertThat(world.changes(world.planned(list(pupils), Coverage.COMPLETE)))
                        .as("round %d", round)
                        .isEmpty();
                runs.add(run);
            }
            for (int round = ROUNDS - 1; round >= 0; round--) {
                assertThat(world.roster
                                .undo(runs.get(round), RosterWorld.OFFICER)
                                .leftAlone())
                        .isEmpty();
                assertThat(world.everything()).as("round %d", round).isEqualTo(states.get(round));
            }
        }
    }

    private static void mutate(List<String[]> pupils, Random random, int round) {
        for (int i = 0; i < 25; i++) {
            int number = round * 100 + i;
            pupils.add(new String[] {
                "79" + (10_000_000 + number),
                "Lê " + (char) ('A' + number % 26) + "a " + (char) ('A' + number / 26) + "i",
                (1 + number % 28) + "/" + (1 + number / 28 % 12) + "/" + (2016 + number / 336),
                random.nextBoolean() ? "7990001001" : "7990001002",
                (1 + random.nextInt(5)) + "A"
            });
        }
        for (String[] pupil : pupils) {
            switch (random.nextInt(12)) {
                case 0 -> pupil[3] = random.nextBoolean() ? "7990001001" : "7990001002";
                case 1 -> pupil[4] = (1 + random.nextInt(5)) + "B";
                case 2 -> pupil[1] = pupil[1].replace("Lê", "Lý");
                default -> {}
            }
        }
        if (round > 0) {
            for (int i = 0; i < 5; i++) {
                pupils.remove(random.nextInt(pupils.size()));
            }
        }
    }

    private static String list(List<String[]> pupils) {
        StringBuilder list = new StringBuilder("code,full_name,birth_date,school,class\n");
        pupils.forEach(pupil -> list.append(String.join(",", pupil)).append('\n'));
        return list.toString();
    }
}
