//! Exports with headers in the languages of Europe.

use crate::fill::Case;
use crate::fill::Fill::*;

pub(crate) const CASES: &[Case] = &[
    (
        "shop de",
        &[
            ("Bestellnummer", Order),
            ("Bestelldatum", Dotted),
            ("Kundennummer", Customer),
            ("Name", Person),
            ("Artikelnummer", Product),
            ("Menge", Pieces),
            ("Einzelpreis", Comma),
            ("Gesamtbetrag", OrderTotal),
            ("Zahlungsart", Text("PayPal")),
            ("Versanddatum", Dotted),
        ],
        [
            "Kundennummer",
            "Bestellnummer",
            "Bestelldatum",
            "Gesamtbetrag",
        ],
    ),
    (
        "till de",
        &[
            ("Belegnr.", Unique),
            ("Datum", Dotted),
            ("Kunde", Person),
            ("Umsatz brutto", Comma),
            ("MwSt", Zero),
            ("Filiale", City),
        ],
        ["Kunde", "Belegnr.", "Datum", "Umsatz brutto"],
    ),
    (
        "shop fr",
        &[
            ("N° commande", Unique),
            ("Date de commande", DayFirst),
            ("N° client", Customer),
            ("Nom du client", Person),
            ("Montant HT", Comma),
            ("Montant TTC", Comma),
            ("Statut", Text("Expédiée")),
            ("Ville", City),
        ],
        [
            "N° client",
            "N° commande",
            "Date de commande",
            "Montant TTC",
        ],
    ),
    (
        "shop es",
        &[
            ("Número de pedido", Unique),
            ("Fecha de pedido", DayFirst),
            ("Cliente", Person),
            ("Correo electrónico", Email),
            ("Importe total", Comma),
            ("Estado", Text("Completado")),
            ("Gastos de envío", Zero),
        ],
        [
            "Cliente",
            "Número de pedido",
            "Fecha de pedido",
            "Importe total",
        ],
    ),
    (
        "shop pt",
        &[
            ("ID_PEDIDO", Order),
            ("ID_CLIENTE", Customer),
            ("DATA_CRIACAO", Iso),
            ("PRODUTO", Product),
            ("QUANTIDADE", Pieces),
            ("VALOR_UNITARIO", Price),
        ],
        ["ID_CLIENTE", "ID_PEDIDO", "DATA_CRIACAO", "-"],
    ),
    (
        "shop pt total",
        &[
            ("Pedido", Unique),
            ("Data do pedido", DayFirst),
            ("CPF", Blank),
            ("Nome do cliente", Person),
            ("Valor total", Comma),
            ("Frete", Zero),
            ("Situação", Text("Entregue")),
        ],
        ["Nome do cliente", "Pedido", "Data do pedido", "Valor total"],
    ),
    (
        "shop ru",
        &[
            ("Номер заказа", Unique),
            ("Дата заказа", Dotted),
            ("Клиент", Person),
            ("Телефон", Phone),
            ("Товар", Product),
            ("Количество", Pieces),
            ("Сумма", Comma),
            ("Статус", Text("Выполнен")),
        ],
        ["Клиент", "Номер заказа", "Дата заказа", "Сумма"],
    ),
    (
        "shop it",
        &[
            ("Numero ordine", Unique),
            ("Data ordine", DayFirst),
            ("Codice cliente", Customer),
            ("Importo", Comma),
            ("Stato", Text("Spedito")),
        ],
        ["Codice cliente", "Numero ordine", "Data ordine", "Importo"],
    ),
    (
        "shop nl",
        &[
            ("Bestelnummer", Unique),
            ("Besteldatum", Iso),
            ("Klantnummer", Customer),
            ("Bedrag", Comma),
        ],
        ["Klantnummer", "Bestelnummer", "Besteldatum", "Bedrag"],
    ),
    (
        "shop pl",
        &[
            ("Numer zamówienia", Unique),
            ("Data zamówienia", Iso),
            ("Klient", Person),
            ("Kwota", Comma),
        ],
        ["Klient", "Numer zamówienia", "Data zamówienia", "Kwota"],
    ),
];
