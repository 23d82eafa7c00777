package vn.khue.directory.listing;

import java.util.Arrays;
import java.util.BitSet;
import vn.khue.directory.PersonName;

/**
 * Names as numbers of words, one behind the other in one array of bytes, some seven bytes a name: how many words tên, họ and đệm have, a byte
 * each, then the words in this order. A number takes a byte for every seven bits; words that came first, which are the frequent
 * ones, take one. What was written stays where it is. Not thread-safe.
 */
final class NameTexts {

    private static final int PARTS = 3;
    private static final int BITS = 7;
    private static final int LOW = (1 << BITS) - 1;
    private static final int LONGEST_NUMBER = 5;
    private static final int FIRST_ROOM = 1 << 14;

    private final NameWords words;
    private byte[] bytes;
    private int end;

    NameTexts(NameWords words) {
        this(words, FIRST_ROOM);
    }

    private NameTexts(NameWords words, int room) {
        this.words = words;
        this.bytes = new byte[room];
    }

    /** Writes a name behind the others and gives where it begins. */
    int add(PersonName name) {
        int begin = end;
        reach(PARTS);
        end += PARTS;
        int head = begin;
        for (String part : new String[] {name.given(), name.family(), name.middle()}) {
            if (!part.isEmpty()) {
                for (String word : part.split(" ")) {
                    write(words.number(word));
                    // A part has a hundred characters at most, so the count stays below 128.
                    bytes[head]++;
                }
            }
            head++;
        }
        return begin;
    }

    /** Takes back the name that was written last. */
    void takeBack(int begin) {
        Arrays.fill(bytes, begin, end, (byte) 0);
        end = begin;
    }

    boolean same(int a, int b) {
        return Arrays.equals(bytes, a, a + length(a), bytes, b, b + length(b));
    }

    /** Tên, then họ, then đệm, word by word. */
    int compare(int a, int b, int[] ranks) {
        int atA = a + PARTS;
        int atB = b + PARTS;
        for (int part = 0; part < PARTS; part++) {
            int countA = bytes[a + part];
            int countB = bytes[b + part];
            for (int i = 0; i < Math.min(countA, countB); i++) {
                int wordA = read(atA);
                int wordB = read(atB);
                if (wordA != wordB && ranks[wordA] != ranks[wordB]) {
                    return Integer.compare(ranks[wordA], ranks[wordB]);
                }
                atA += width(wordA);
                atB += width(wordB);
            }
            if (countA != countB) {
                return Integer.compare(countA, countB);
            }
        }
        return 0;
    }

    /** Whether the name has for each of the sets a word that is in it. */
    boolean holds(int begin, BitSet[] each) {
        for (BitSet some : each) {
            int at = begin + PARTS;
            boolean found = false;
            for (int left = count(begin); left > 0 && !found; left--) {
                int word = read(at);
                found = some.get(word);
                at += width(word);
            }
            if (!found) {
                return false;
            }
        }
        return true;
    }

    /** New texts over the same words, with room for so many bytes. */
    NameTexts empty(int room) {
        return new NameTexts(words, Math.max(FIRST_ROOM, room));
    }

    /** Copies a name of other texts over the same words and gives where it begins here. */
    int copy(NameTexts from, int begin) {
        int length = from.length(begin);
        reach(length);
        System.arraycopy(from.bytes, begin, bytes, end, length);
        end += length;
        return end - length;
    }

    /** Bytes in use. */
    int size() {
        return end;
    }

    /** Bytes held. */
    int room() {
        return bytes.length;
    }

    private int count(int begin) {
        return bytes[begin] + bytes[begin + 1] + bytes[begin + 2];
    }

    private int length(int begin) {
        int at = begin + PARTS;
        for (int left = count(begin); left > 0; left--) {
            while (bytes[at++] < 0) {
                // More of the same number follows.
            }
        }
        return at - begin;
    }

    private void write(int number) {
        reach(LONGEST_NUMBER);
        int rest = number;
        while (rest > LOW) {
            bytes[end++] = (byte) (rest | ~LOW);
            rest >>>= BITS;
        }
        bytes[end++] = (byte) rest;
    }

    private int read(int at) {
        int value = bytes[at];
        if (value >= 0) {
            return value;
        }
        value &= LOW;
        for (int i = 1; ; i++) {
            int next = bytes[at + i];
            value |= (next & LOW) << BITS * i;
            if (next >= 0) {
                return value;
            }
        }
    }

    private static int width(int number) {
        int width = 1;
        for (int rest = number >>> BITS; rest != 0; rest >>>= BITS) {
            width++;
        }
        return width;
    }

    private void reach(int more) {
        if (end + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Room.more(bytes.length));
        }
    }
}
