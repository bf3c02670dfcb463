#!/usr/bin/env bash
# joda-money 2.0.2: Money.of(JPY, 500) throws. There is no overload for whole numbers: the 500 becomes the double 500.0,
# whose decimal has one digit after the point, and yen have none. The same call works for dollars, so tests in one
# currency do not show it. Seen: USD 500.00, an ArithmeticException, JPY 500 from a BigDecimal.
# Source: seen by running it; Money.of(CurrencyUnit, double) documents the check of the scale.
. "$(dirname "$0")/lib.sh"
artifacts org.joda:joda-money:2.0.2
shows $'USD 500.00\nArithmeticException\nJPY 500' <<'JAVA'
import java.math.BigDecimal;
import org.joda.money.CurrencyUnit;
import org.joda.money.Money;

class Finding {
    public static void main(String[] args) {
        System.out.println(Money.of(CurrencyUnit.of("USD"), 500));
        try {
            System.out.println(Money.of(CurrencyUnit.of("JPY"), 500));
        } catch (ArithmeticException e) {
            System.out.println(e.getClass().getSimpleName());
        }
        System.out.println(Money.of(CurrencyUnit.of("JPY"), BigDecimal.valueOf(500)));
    }
}
JAVA
