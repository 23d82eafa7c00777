package vn.khue.signature.pdf;

import java.util.HashSet;
import java.util.Set;

/** Which operators a content stream uses (ISO 32000-2, 7.8.2), without running them. */
public final class ContentOperators {

    private static final int DEPTH = 8;

    private ContentOperators() {}

    /**
     * @param content unpacked
     * @return operators; that of an inline image among them, whose data then ends the reading
     * @throws PdfReadException for anything that is neither an operator nor an operand
     */
    public static Set<String> of(byte[] content) throws PdfReadException {
        Lexer lexer = new Lexer(content, 0, content.length, DEPTH, false, ReadBudget.standard());
        Set<String> operators = new HashSet<>();
        while (true) {
            String operator = lexer.operator();
            if (!operator.isEmpty()) {
                operators.add(operator);
            } else if (lexer.position() >= content.length) {
                return operators;
            } else {
                lexer.value();
            }
            if (operator.equals("BI")) {
                return operators;
            }
        }
    }
}
