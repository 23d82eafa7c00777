package vn.khue.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {

    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 1, 256, tile/0/001",
        "0, 273, 112, tile/0/273.p/112",
        "1, 1, 17, tile/1/001.p/17",
        "2, 0, 1, tile/2/000.p/1",
        "0, 999, 256, tile/0/999",
        "0, 1000, 256, tile/0/x001/000",
        "0, 1234067, 256, tile/0/x001/x234/067",
        "0, 1234067, 8, tile/0/x001/x234/067.p/8",
        "63, 5, 255, tile/63/005.p/255",
        "-1, 0, 1, tile/entries/000.p/1",
        "-1, 123456789, 256, tile/entries/x123/x456/789",
        "0, 9007199254740991, 256, tile/0/x009/x007/x199/x254/x740/991",
    })
    void writesAndReadsTheSpecsNames(int level, long index, int width, String path) {
        assertThat(new TilePath(level, index, width).path()).isEqualTo(path);
        assertThat(TilePath.parse(path)).contains(new TilePath(level, index, width));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "tile/",
                "tile/0",
                "tile/0/0",
                "tile/0/00",
                "tile/0/0000",
                "tile/00/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/0/x000/000",
                "tile/0/x000/x001/000",
                "tile/0/001/000",
                "tile/0/000.p/0",
                "tile/0/000.p/00",
                "tile/0/000.p/256",
                "tile/0/000.p/012",
                "tile/0/000.p/1/",
                "tile/0/000.p",
                "tile/0/000.tmp",
                "tile/0/../../checkpoint",
                "tile/entries/../../../etc/passwd",
                "tile/entries/..%2f000",
                "/tile/0/000",
                "tile//0/000",
                "tile/0/000\n",
                "TILE/0/000",
                "tile/entries/٠٠٠",
                "writer.lock",
                "tile/0/x999/x999/x999/x999/x999/x999/x999/999"
            })
    void knowsNoOtherSpelling(String path) {
        assertThat(TilePath.parse(path)).isEmpty();
    }

    @Test
    void refusesWidthsAndLevelsOutsideTheSpec() {
        assertThatThrownBy(() -> new TilePath(0, 0, 0)).isInstanceOf(LedgerException.class);
        assertThatThrownBy(() -> new TilePath(0, 0, 257)).isInstanceOf(LedgerException.class);
        assertThatThrownBy(() -> new TilePath(64, 0, 1)).isInstanceOf(LedgerException.class);
        assertThatThrownBy(() -> new TilePath(0, -1, 1)).isInstanceOf(LedgerException.class);
    }
}
