package vn.khue.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The examples C2SP tlog-tiles gives under "Partial Tiles". */
class TreeLayoutTest {

    @Test
    void aTreeOfSeventyThousand() {
        assertThat(TreeLayout.hashesAt(0, 70_000) / 256).isEqualTo(273);
        assertThat(TreeLayout.hashesAt(1, 70_000) / 256).isEqualTo(1);
        assertThat(TreeLayout.hashesAt(2, 70_000) / 256).isZero();
        assertThat(TreeLayout.partialTiles(70_000))
                .containsExactly(new TilePath(0, 273, 112), new TilePath(1, 1, 17), new TilePath(2, 0, 1));
        assertThat(TreeLayout.tile(0, 272, 70_000)).isEqualTo(new TilePath(0, 272, 256));
        assertThat(TreeLayout.tile(TilePath.ENTRIES, 273, 70_000)).isEqualTo(new TilePath(TilePath.ENTRIES, 273, 112));
    }

    @Test
    void aTreeOfTwoHundredAndFiftySix() {
        assertThat(TreeLayout.partialTiles(256)).containsExactly(new TilePath(1, 0, 1));
        assertThat(TreeLayout.tile(0, 0, 256)).isEqualTo(new TilePath(0, 0, 256));
    }

    @Test
    void anEmptyTreeHasNoTile() {
        assertThat(TreeLayout.partialTiles(0)).isEmpty();
    }

    @Test
    void theLargestTreeDoesNotOverflow() {
        assertThat(TreeLayout.partialTiles(Long.MAX_VALUE)).hasSize(8).allMatch(tile -> tile.level() < 8);
    }
}
