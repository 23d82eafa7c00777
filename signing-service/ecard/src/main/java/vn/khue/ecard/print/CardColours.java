package vn.khue.ecard.print;

import vn.khue.directory.UnitKind;

/**
 * Colours of a card by the level of its school, each dark enough for white letters.
 *
 * @param deep ground of the front
 * @param tone the window drawn on it
 * @param wash ground of a pupil's role
 */
record CardColours(Colour deep, Colour tone, Colour wash) {

    static CardColours of(UnitKind kind) {
        return switch (kind) {
            case MAM_NON -> of(0x8a3b10, 0xa25326, 0xffe6cf);
            case TIEU_HOC -> of(0x17593a, 0x2b7350, 0xdcf2e5);
            case THCS -> of(0x13234f, 0x263a78, 0xdfe8fb);
            case THPT -> of(0x4a1d5c, 0x64357a, 0xf0e2f6);
            case GDTX -> of(0x0d4a52, 0x1f6570, 0xd8f0f2);
            case SO, PHONG, XA, VAN_HANH -> of(0x2b2f38, 0x454b58, 0xe8eaee);
        };
    }

    private static CardColours of(int deep, int tone, int wash) {
        return new CardColours(new Colour(deep), new Colour(tone), new Colour(wash));
    }
}
