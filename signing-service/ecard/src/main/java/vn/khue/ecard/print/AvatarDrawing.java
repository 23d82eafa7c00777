package vn.khue.ecard.print;

/** The avatars' drawing on a grid of 48 by 48. Stateless. */
final class AvatarDrawing {

    private static final Colour RED = new Colour(0xd6453d);
    private static final Colour GREEN = new Colour(0x2f8f57);
    private static final Colour DARK_GREEN = new Colour(0x1d6b3e);
    private static final Colour BLUE = new Colour(0x2f7fc1);
    private static final Colour VIOLET = new Colour(0x7a4fc0);
    private static final Colour ORANGE = new Colour(0xe9822f);
    private static final Colour BROWN = new Colour(0x7a5230);
    private static final Colour SKY = new Colour(0x8fc1e8);

    private final Pen pen;
    private final double unit;

    private AvatarDrawing(Pen pen, double sideMm) {
        this.pen = pen;
        this.unit = sideMm / 48;
    }

    static void draw(Pen pen, Avatar avatar, double xMm, double yMm, double sideMm) {
        AvatarDrawing drawing = new AvatarDrawing(pen.at(xMm, yMm), sideMm);
        switch (avatar) {
            case STAR -> drawing.star();
            case MOON -> drawing.moon();
            case UMBRELLA -> drawing.umbrella();
            case BALLOON -> drawing.balloon();
            case BUTTERFLY -> drawing.butterfly();
            case TURTLE -> drawing.turtle();
            case APPLE -> drawing.apple();
            case BELL -> drawing.bell();
            case RAINBOW -> drawing.rainbow();
            case LEAF -> drawing.leaf();
            case CLOUD -> drawing.cloud();
            case KEY -> drawing.key();
        }
    }

    private void star() {
        double[] points = new double[20];
        for (int i = 0; i < 10; i++) {
            double angle = Math.PI * (i / 5.0 - 0.5);
            double radius = i % 2 == 0 ? 21 : 9;
            points[2 * i] = 24 + radius * Math.cos(angle);
            points[2 * i + 1] = 25.5 + radius * Math.sin(angle);
        }
        shape(Colour.SAO, points);
    }

    private void moon() {
        move(30, 4);
        curve(14, 4, 5, 14, 5, 25);
        curve(5, 36, 14, 45, 26, 45);
        curve(34, 45, 40, 41, 43, 35);
        curve(26, 40, 14, 20, 30, 4);
        pen.fillPath(VIOLET);
    }

    private void umbrella() {
        bar(22.8, 22, 2.4, 19, BROWN);
        move(25.2, 41);
        curve(25.2, 46, 33, 46, 33, 40.5);
        line(31, 40.5);
        curve(31, 44, 27, 44, 25.2, 40);
        pen.fillPath(BROWN);
        move(4, 25);
        curve(4, 13, 13, 6, 24, 6);
        curve(35, 6, 44, 13, 44, 25);
        curve(41, 21, 35, 21, 31, 25);
        curve(28, 21, 20, 21, 17, 25);
        curve(13, 21, 7, 21, 4, 25);
        pen.fillPath(RED);
        bar(23, 2.5, 2, 4, BROWN);
    }

    private void balloon() {
        move(24, 3);
        curve(35, 3, 40, 11, 40, 18);
        curve(40, 27, 31, 34, 24, 35);
        curve(17, 34, 8, 27, 8, 18);
        curve(8, 11, 13, 3, 24, 3);
        pen.fillPath(BLUE);
        shape(BLUE, 24, 33.5, 27.5, 38.5, 20.5, 38.5);
        shape(BROWN, 23.5, 38.5, 24.5, 38.5, 27, 46, 25.8, 46);
        disc(17.5, 13.5, 3.2, Colour.WHITE);
    }

    private void butterfly() {
        disc(13, 16, 10, ORANGE);
        disc(35, 16, 10, ORANGE);
        disc(15.5, 33.5, 7.5, Colour.SAO);
        disc(32.5, 33.5, 7.5, Colour.SAO);
        disc(13, 16, 4, Colour.WHITE);
        disc(35, 16, 4, Colour.WHITE);
        pen.rounded(22 * unit, 11 * unit, 4 * unit, 31 * unit, 2 * unit, BROWN);
        shape(BROWN, 23.2, 12, 16, 3.6, 17.4, 2.8, 24, 11);
        shape(BROWN, 24.8, 12, 32, 3.6, 30.6, 2.8, 24, 11);
    }

    private void turtle() {
        disc(42, 24, 4.6, GREEN);
        disc(43.4, 23, 0.9, Colour.WHITE);
        disc(11, 36, 4, GREEN);
        disc(32, 36, 4, GREEN);
        shape(GREEN, 7, 31, 1.5, 35, 8, 35);
        move(5, 33);
        curve(6, 12, 36, 12, 38, 33);
        pen.fillPath(DARK_GREEN);
        pen.rounded(3.5 * unit, 31 * unit, 36.5 * unit, 4 * unit, 2 * unit, GREEN);
        disc(21.5, 24.5, 4.2, GREEN);
        disc(12.6, 26.6, 2.6, GREEN);
        disc(30.4, 26.6, 2.6, GREEN);
    }

    private void apple() {
        disc(17.5, 28, 12.5, RED);
        disc(30.5, 28, 12.5, RED);
        disc(20, 33.5, 10.5, RED);
        disc(28, 33.5, 10.5, RED);
        shape(BROWN, 22.8, 19, 22, 8, 25, 8, 25.4, 19);
        move(26, 12);
        curve(28, 4, 35, 3, 40, 4);
        curve(38, 11, 33, 14, 26, 12);
        pen.fillPath(GREEN);
    }

    private void bell() {
        disc(24, 41, 4.6, BROWN);
        move(24, 5);
        curve(36, 5, 36, 17, 37, 26);
        curve(37.6, 31, 40, 33, 43, 38);
        line(5, 38);
        curve(8, 33, 10.4, 31, 11, 26);
        curve(12, 17, 12, 5, 24, 5);
        pen.fillPath(Colour.SAO);
        disc(24, 5, 3, BROWN);
    }

    private void rainbow() {
        pen.clipped(0, 0, 48 * unit, 38 * unit);
        disc(24, 38, 22, RED);
        disc(24, 38, 18, ORANGE);
        disc(24, 38, 14, GREEN);
        disc(24, 38, 10, BLUE);
        disc(24, 38, 6, Colour.WHITE);
        pen.unclipped();
    }

    private void leaf() {
        move(8, 40);
        curve(4, 16, 18, 5, 43, 5);
        curve(43, 30, 32, 44, 8, 40);
        pen.fillPath(GREEN);
        shape(Colour.WHITE, 4.6, 44.4, 33.4, 14.2, 34.4, 15.2, 5.6, 45.4);
    }

    private void cloud() {
        disc(14, 29, 9.5, SKY);
        disc(26, 21, 12.5, SKY);
        disc(36.5, 29.5, 8.5, SKY);
        pen.rounded(6 * unit, 29 * unit, 38 * unit, 9.5 * unit, 4.7 * unit, SKY);
    }

    private void key() {
        pen.ring(14 * unit, 24 * unit, 8 * unit, 5 * unit, ORANGE);
        bar(22, 21.6, 23, 4.8, ORANGE);
        bar(33, 26, 4, 6, ORANGE);
        bar(40.5, 26, 4, 8, ORANGE);
    }

    private void shape(Colour colour, double... xy) {
        double[] mm = new double[xy.length];
        for (int i = 0; i < xy.length; i++) {
            mm[i] = xy[i] * unit;
        }
        pen.polygon(colour, mm);
    }

    private void bar(double x, double y, double width, double height, Colour colour) {
        shape(colour, x, y, x + width, y, x + width, y + height, x, y + height);
    }

    private void disc(double x, double y, double radius, Colour colour) {
        pen.disc(x * unit, y * unit, radius * unit, colour);
    }

    private void move(double x, double y) {
        pen.moveTo(x * unit, y * unit);
    }

    private void line(double x, double y) {
        pen.lineTo(x * unit, y * unit);
    }

    private void curve(double x1, double y1, double x2, double y2, double x3, double y3) {
        pen.quarter(x1 * unit, y1 * unit, x2 * unit, y2 * unit, x3 * unit, y3 * unit);
    }
}
