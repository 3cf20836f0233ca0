//! Atoms of a header → what the column says it is, finer than a role.

use super::header::Header;
use super::words::Atom::*;

/// What a header says its column is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::ingest) enum Concept {
    CustomerId,
    CustomerName,
    Company,
    Email,
    Phone,
    Recipient,
    PersonName,
    OrderId,
    DealId,
    LineId,
    RowId,
    BareId,
    BareName,
    OrderDate,
    PaidDate,
    CreatedDate,
    BareDate,
    CloseDate,
    SignupDate,
    OtherDate,
    PaidAmount,
    OrderAmount,
    LineAmount,
    BareAmount,
    NetAmount,
    DealAmount,
    DueAmount,
    ListAmount,
    Subtotal,
    Price,
    UnitPrice,
    Refund,
    Discount,
    Shipping,
    Tax,
    OtherMoney,
    Quantity,
    Currency,
    Status,
    ShipStatus,
    Stage,
    Product,
    Sku,
    Category,
    Channel,
    Place,
    Address,
    Owner,
    CustomerLevel,
    Segment,
    Campaign,
    Other,
    Unknown,
}

impl Concept {
    /// A day of some kind.
    pub(in crate::ingest) fn is_date(self) -> bool {
        matches!(
            self,
            Self::OrderDate
                | Self::PaidDate
                | Self::CreatedDate
                | Self::BareDate
                | Self::CloseDate
                | Self::SignupDate
        )
    }
}

/// What the header says, and how firmly (0–1).
pub(super) fn concept(header: &Header) -> (Concept, f64) {
    let (concept, prior) = firm(header);
    // Words we don't know may change the meaning.
    (concept, prior * (0.6 + 0.4 * header.known.min(1.0)))
}

fn firm(h: &Header) -> (Concept, f64) {
    use Concept as C;
    if h.is_unknown() {
        return (C::Unknown, 0.0);
    }
    if h.has(Last) {
        return (C::CustomerLevel, 0.8);
    }
    // "Response ID": that of somebody who answered.
    if h.has(Campaign) || h.has(Answer) && !h.any(&[Order, Amount, Currency, Id]) {
        return (C::Campaign, 0.8);
    }
    if h.has(Email) {
        return (C::Email, 0.9);
    }
    if h.has(Phone) {
        return (C::Phone, 0.9);
    }
    if h.any(&[Tracking, Reason, Note]) && !h.any(&[Amount, Price]) {
        return (C::Other, 0.8);
    }
    let reduced = h.has(After) && h.any(&[Amount, Price, Value, Sales, Pay]);
    if h.has(Coupon) && h.any(&[Amount, Price, Discount]) && !h.has(Id) && !reduced {
        return (C::Discount, 0.7);
    }
    if h.has(Coupon) && !h.has(Date) && !reduced || h.has(Discount) && h.has(Id) {
        return (C::Campaign, 0.8);
    }
    // "Total weight"; but "total peso" is money where nothing else is.
    if h.has(Weight) && h.has(Amount) && !h.any(&[Date, Price, Sales, Value, Cost, Fee, Freight]) {
        return (C::OtherMoney, 0.8);
    }
    if h.has(Weight) && !h.any(&[Date, Price, Amount])
        || h.has(Demographic) && !h.any(&[Amount, Date])
    {
        return (C::Other, 0.8);
    }
    if h.any(&[Churn, Tenure, Recency, Frequency]) {
        return (C::CustomerLevel, 0.8);
    }
    if h.has(Score) || h.has(Points) && !h.has(Amount) {
        return (C::Segment, 0.8);
    }
    if h.has(Count) {
        return if h.any(&[Line, Product]) {
            (C::Quantity, 0.6)
        } else if h.has(Order) {
            (C::CustomerLevel, 0.8)
        } else {
            (C::Other, 0.6)
        };
    }
    if h.has(Currency) && !h.any(&[Amount, Price, Sales]) {
        return (C::Currency, 0.95);
    }
    if h.any(&[Stage]) {
        return (C::Stage, 0.8);
    }
    if h.has(Status) {
        return if h.any(&[Ship, Deliver]) {
            (C::ShipStatus, 0.8)
        } else {
            (C::Status, if h.has(Customer) { 0.4 } else { 0.9 })
        };
    }
    if h.has(Zone) {
        return (C::OtherDate, 0.8);
    }
    // "sold": pieces or their money, or the day.
    let sold = h.has(Quantity) && h.has(Sales);
    if h.any(&[Date, Time]) && !h.any(&[Amount, Price]) && (!h.has(Quantity) || sold) {
        return date(h);
    }
    // "created", "placed", "order placed": a point in time without the word for it.
    if h.only(&[Create, Order]) && h.has(Create) {
        return (C::CreatedDate, 0.85);
    }
    if h.has(Period) && !h.any(&[Amount, Price, Sales, Fee]) {
        return (C::OtherDate, 0.7);
    }
    // What is left on the shelf was not sold.
    if h.has(Stock) && h.any(&[Value, Amount]) && !h.has(Quantity) {
        return (C::OtherMoney, 0.8);
    }
    if h.has(Stock) && h.has(Quantity) || h.only(&[Stock]) {
        return (C::Other, 0.8);
    }
    let of_money = h.any(&[Price, Value, Discount, Coupon, Tax]);
    if h.has(Quantity) && !of_money && (!h.has(Amount) || h.has(Total)) {
        return (C::Quantity, 0.9);
    }
    if h.any(&[Method]) || h.has(Kind) && !h.any(&[Product, Customer, Category]) {
        return (C::Other, 0.8);
    }
    if h.any(&[Kind, Segment]) {
        return if h.any(&[Product, Category]) {
            (C::Category, 0.7)
        } else {
            (C::Segment, 0.8)
        };
    }
    // An id of something that is money otherwise: "Sales Record Number", "Payment ID", "Tax number".
    let money = h.any(&[
        Amount, Price, Value, Sales, Cost, Fee, Tax, Freight, Discount, Refund, Balance, List,
        Income, Spend, Net, Gross, Sub, Total,
    ]) || h.has(Ship) && !h.has(Id)
        || h.has(Actual) && h.has(Pay);
    let sum = h.any(&[Amount, Price, Value, Total, Cost, Fee]);
    let id_of_it = (h.any(&[Id, Staff, Channel, Place, Row]) || h.has(Category)) && !sum
        || h.has(Category) && !h.any(&[Amount, Price, Value]);
    if money && !id_of_it {
        return self::money(h);
    }
    things(h)
}

fn date(h: &Header) -> (Concept, f64) {
    use Concept as C;
    if h.any(&[Birth, Cancel, Update, Due, Estimate, Refund, Batch]) {
        (C::OtherDate, 0.8)
    } else if h.has(Signup) {
        (C::SignupDate, 0.8)
    } else if h.has(Pay) {
        (C::PaidDate, 0.85)
    } else if h.any(&[Ship, Deliver]) {
        (C::OtherDate, 0.8)
    } else if h.has(Approve) {
        (C::PaidDate, 0.5)
    } else if h.any(&[Deal, Close]) {
        (C::CloseDate, 0.7)
    } else if h.any(&[Order, Sales]) {
        (C::OrderDate, if h.has(Product) { 0.6 } else { 0.95 })
    } else if h.has(Create) {
        (C::CreatedDate, 0.87)
    } else if h.any(&[Contact, Staff]) {
        (C::OtherDate, 0.7)
    } else if h.has(Customer) {
        (C::SignupDate, 0.7)
    } else if h.has(Date) {
        (C::BareDate, 0.9)
    } else {
        // "event_time": a whole date, or only the time of day; the contents tell.
        (C::BareDate, 0.75)
    }
}

fn money(h: &Header) -> (Concept, f64) {
    use Concept as C;
    let sum = h.any(&[Amount, Value, Total, Price, Sales]);
    if h.has(Refund) && !h.any(&[Due, Account]) {
        (C::Refund, 0.85)
    } else if h.any(&[Deal, Close]) && !h.has(Balance) {
        (C::DealAmount, 0.8)
    } else if h.has(Discount) && h.has(Before) && !h.has(Tax) {
        (C::ListAmount, 0.6)
    } else if h.any(&[Discount, Tax, Coupon])
        && h.any(&[Actual, After])
        && !h.any(&[Cost, Fee, Income])
    {
        // "after discount", "after tax", "折后".
        (C::PaidAmount, 0.9)
    } else if h.any(&[Discount, Coupon]) && !h.any(&[Cost, Fee, Income]) {
        (C::Discount, 0.85)
    } else if h.has(Freight)
        || h.any(&[Ship, Deliver]) && h.only(&[Ship, Deliver, Total, Amount])
        // "Order shipping total", "Price: Total Shipping".
        || h.has(Ship) && h.has(Total) && h.only(&[Ship, Total, Amount, Order, Price])
        || h.any(&[Ship, Deliver]) && !h.any(&[Order, Actual, Total, Tax, Line])
    {
        (C::Shipping, 0.85)
    } else if h.has(Tax) && !h.any(&[Gross, Net]) {
        (C::Tax, 0.85)
    } else if h.has(Customer) && h.any(&[Spend, Total]) && !h.any(&[Order, Pay, Due, Actual]) {
        (C::CustomerLevel, 0.7)
    } else if h.has(Spend) && h.has(Total) {
        (C::CustomerLevel, 0.8)
    } else if h.has(Spend) && h.has(Amount) {
        (C::BareAmount, 0.75)
    } else if h.any(&[Income, Spend]) {
        (C::OtherMoney, 0.6)
    } else if h.has(Cost) && h.has(Line) {
        (C::UnitPrice, 0.5)
    } else if h.has(Cost) && h.has(Order) && h.has(Price) {
        // "Purchase price": said by those who buy, and by those who sell again.
        (C::Price, 0.5)
    } else if h.any(&[Cost, Balance, Rate]) || h.has(Seller) && h.only(&[Seller, Price, Unit]) {
        // "Supplier price", "vendor unit price": what the shop pays.
        (C::OtherMoney, 0.8)
    } else if h.has(Fee) {
        (C::OtherMoney, 0.7)
    } else if h.any(&[Due, Batch]) {
        (C::DueAmount, 0.6)
    } else if h.has(Sub) {
        (C::Subtotal, 0.6)
    } else if h.any(&[Actual, Pay]) && h.has(Unit) && h.has(Price) {
        // "实付单价".
        (C::UnitPrice, 0.95)
    } else if h.any(&[Actual, Pay, After]) && sum {
        (C::PaidAmount, if h.has(Seller) { 0.93 } else { 0.95 })
    } else if h.has(List) {
        // "List price", "original total"; but "retail total" is what a shop took.
        (C::ListAmount, 0.6)
    } else if h.has(Unit) && sum || h.has(Price) && h.any(&[Line, Product]) && !h.has(Total) {
        (C::UnitPrice, 0.9)
    } else if h.has(Net) && !h.has(Gross) {
        // "Montant Net TTC" is net of a discount.
        (C::NetAmount, 0.72)
    } else if h.has(Gross) {
        (C::OrderAmount, if h.has(Sales) { 0.75 } else { 0.85 })
    } else if h.has(Line) && sum || h.has(Product) && h.any(&[Amount, Total, Sales]) {
        (C::LineAmount, 0.84)
    } else if h.has(Order) && h.has(Price) && !h.any(&[Amount, Total]) {
        // "Sale price", "ticket price", "成交价": that of the order or of a piece.
        (C::OrderAmount, 0.85)
    } else if h.has(Order) && sum {
        (C::OrderAmount, 0.95)
    } else if h.has(Total) {
        (C::OrderAmount, 0.9)
    } else if h.has(Sales) && !h.has(Price) {
        (C::LineAmount, 0.9)
    } else if h.has(Price) {
        (C::Price, 0.7)
    } else if h.has(Amount) {
        (C::BareAmount, 0.9)
    } else if h.has(Value) {
        (C::BareAmount, 0.65)
    } else {
        (C::OtherMoney, 0.4)
    }
}

fn things(h: &Header) -> (Concept, f64) {
    use Concept as C;
    let named = h.any(&[Id, Unique]);
    // A batch of many sales: a settlement, a payout, a statement. A refund's number is no order's.
    if h.has(Batch) && !h.any(&[Customer, Order, Product]) || h.has(Refund) && named {
        return (C::Other, 0.8);
    }
    if h.any(&[Category]) {
        (C::Category, 0.85)
    } else if h.has(Staff) && !h.has(Customer) {
        (C::Owner, 0.8)
    } else if h.has(Address) && h.has(Person) && h.has(Name) {
        // "Rechnungsadresse Vorname".
        (C::PersonName, 0.4)
    } else if h.any(&[Zip, Address]) {
        (C::Address, 0.8)
    } else if h.has(Place) {
        (C::Place, 0.8)
    } else if h.has(Seller) {
        (C::Channel, 0.5)
    } else if h.any(&[Sku]) || h.has(Product) && h.has(Id) {
        (C::Sku, 0.85)
    } else if h.any(&[Product, Brand]) && !h.has(Customer) {
        (C::Product, 0.85)
    } else if h.has(Channel) && !(named && h.has(Customer)) {
        // "id_cliente_origen": the number that another program gave him.
        (C::Channel, 0.8)
    } else if h.has(Line) && h.has(Name) && !h.has(Order) {
        (C::Product, 0.6)
    } else if h.has(Sales) && h.has(Id) {
        (C::OrderId, 0.8)
    } else if h.has(Row) && !h.any(&[Customer, Order]) || h.has(Row) && h.has(Pay) {
        (C::RowId, 0.8)
    } else if h.has(Line) && !h.has(Customer) {
        (C::LineId, 0.8)
    } else if h.has(Deal) {
        (C::DealId, if named || h.has(Name) { 0.7 } else { 0.5 })
    } else if h.has(Order) && h.has(Account) {
        (C::CustomerId, 0.85)
    } else if h.has(Order) && !h.any(&[Customer, Recipient]) || h.has(Order) && h.has(Id) {
        // The number of a payment may be another one than the order's.
        (
            C::OrderId,
            if h.has(Id) && !h.has(Pay) { 0.95 } else { 0.85 },
        )
    } else if h.has(Customer) {
        if h.has(Company) {
            (C::Company, if named { 0.85 } else { 0.7 })
        } else if h.has(Unique) {
            (C::CustomerId, 0.98)
        } else if h.any(&[Id, Account]) {
            (C::CustomerId, 0.95)
        } else if h.any(&[Name, Person]) {
            (C::CustomerName, 0.7)
        } else {
            (C::CustomerId, 0.85)
        }
    } else if h.has(Recipient) {
        (C::Recipient, 0.4)
    } else if h.has(Company) {
        (C::Company, 0.7)
    } else if h.has(Account) && !h.has(Ship) {
        // "Shipping account": the shop's own, with a carrier.
        (C::CustomerId, if named { 0.85 } else { 0.75 })
    } else if h.has(Login) {
        (C::CustomerId, 0.5)
    } else if h.has(Contact) {
        (C::Recipient, 0.45)
    } else if h.any(&[Person, Pay]) && h.has(Name) {
        (C::PersonName, 0.4)
    } else if h.has(Pay) && h.has(Id) {
        (C::OrderId, 0.6)
    } else if h.only(&[Name]) {
        (C::BareName, 0.35)
    } else if named && h.any(&[Ship, Deliver]) {
        (C::Other, 0.6)
    } else if named {
        (C::BareId, 0.45)
    } else if h.has(Person) {
        (C::PersonName, 0.3)
    } else {
        (C::Other, 0.4)
    }
}
