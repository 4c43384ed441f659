"""Who may open and who may change what: one row a URL, said apart from the code that decides it.

`name | GET | POST`: the permissions of which one is enough, `*` everybody who logged in, `-`
nothing of the kind, `public` everybody at all. A URL without a row fails the test.
"""

from __future__ import annotations

from dataclasses import dataclass

ROWS = """
set_language | - | public
account_login | public | public
account_logout | * | *
account_change_password | * | *
account_signup | public | public
healthz | public | -
home | * | -
scan | * | -
sign | exchange.sign_parcel | -
sign_parcel | - | exchange.sign_parcel
notices | exchange.view_consignment | -
notice_new | exchange.enter_notice | -
notice_enter | - | exchange.enter_notice
notice | exchange.view_consignment | -
notice_cancel | - | exchange.enter_notice
consignments | exchange.view_consignment | -
consignment | exchange.view_consignment | -
consignment_match | - | exchange.sign_parcel
consignment_take_in | - | exchange.sign_parcel
consignment_refuse | - | exchange.refuse_consignment
consignment_submit | - | exchange.submit_booking
consignment_hand_over | - | exchange.hand_over
otherwise | exchange.hand_over | -
hand_over_otherwise | - | exchange.hand_over
packing_list | exchange.import_packing_list | -
packing_list_upload | - | exchange.import_packing_list
packing_list_preview | exchange.import_packing_list | -
packing_list_keep | - | exchange.import_packing_list
packing_list_typed | exchange.import_packing_list | -
packing_list_keep_typed | - | exchange.import_packing_list
packing_list_none | - | exchange.import_packing_list
packing_list_template | exchange.view_consignment | -
count | exchange.count_consignment | -
count_start | - | exchange.count_consignment
count_scan | - | exchange.count_consignment
count_undo | - | exchange.count_consignment
count_anyway | - | exchange.count_consignment
count_part | - | exchange.count_consignment
count_finish | - | exchange.count_consignment
recount | - | exchange.count_consignment
remark | exchange.count_consignment | -
remark_keep | - | exchange.count_consignment
discrepancies | exchange.view_consignment | -
discrepancy | exchange.view_consignment | -
discrepancy_contact | - | exchange.resolve_discrepancy
discrepancy_agree | - | exchange.resolve_discrepancy
photo | exchange.view_consignment | -
handovers | exchange.view_handover | -
handover | exchange.view_handover | -
handover_scan | - | exchange.accept_handover
handover_accept | - | exchange.accept_handover
handover_withdraw | - | exchange.hand_over
handover_part | - | exchange.hand_over
handover_slip | exchange.view_handover | -
repair_orders | repair.view_order | -
repair_order_find | repair.view_order | -
release_tray | repair.release_unit | -
release | - | repair.release_unit
repair_order | repair.view_order | -
repair_order_scan | - | repair.inspect_unit
repair_order_start | - | repair.inspect_unit
repair_order_answer | - | repair.inspect_unit
repair_order_photograph | - | repair.inspect_unit
repair_order_judge | - | repair.inspect_unit
repair_order_exchange | - | repair.inspect_unit
repair_order_split | - | repair.inspect_unit
repair_order_act | - | repair.inspect_unit
repair_order_pause | - | repair.inspect_unit
repair_order_resume | - | repair.inspect_unit
repair_order_finish | - | repair.inspect_unit
repair_order_give_up | - | repair.inspect_unit
repair_order_agree | - | repair.inspect_unit
repair_order_disagree | - | repair.inspect_unit
repair_order_qc_pass | - | repair.qc_unit
repair_order_qc_fail | - | repair.qc_unit
repair_order_void_release | - | repair.qc_unit repair.inspect_unit
repair_order_approve | - | repair.approve_verdict
repair_order_refuse | - | repair.approve_verdict
repair_order_assign | - | repair.assign_order
repair_order_prioritise | - | repair.assign_order
repair_order_pool | - | repair.pool_unit
repair_order_print_tag | - | repair.view_order
repair_order_tag | repair.view_order | -
repair_order_pdf | repair.view_order | -
turnover | exchange.view_handover | -
turnover_low | exchange.view_handover | -
turnover_replenish | - | stock.make_transfer
turnover_swap | - | exchange.swap_piece
turnover_back | exchange.view_handover | -
turnover_send_back | - | exchange.swap_piece
advance_new | exchange.ask_account | -
advance_ask | - | exchange.ask_account
owed | exchange.view_account | -
obligations | exchange.view_account | -
obligation | exchange.view_account | -
obligation_waive | - | exchange.ask_account
obligation_charge | - | exchange.ask_account
account_requests | exchange.view_account | -
account_request | exchange.view_account | -
account_request_grant | - | exchange.decide_account
account_request_refuse | - | exchange.decide_account
account_request_withdraw | - | exchange.ask_account
turnover_old_part | exchange.view_handover | -
turnover_take | - | exchange.swap_piece
repair_order_mark | - | exchange.settle_old_part
repair_order_unmark | - | exchange.settle_old_part
shortage_substitute | - | stock.register_shortage
exchanges | exchange.view_exchange | -
exchange | exchange.view_exchange | -
shortages | stock.view_shortage | -
shortage | stock.view_shortage | -
shortage_expect | - | stock.register_shortage stock.prioritise_shortage
shortage_close | - | exchange.ask_account
shortage_prioritise | - | stock.prioritise_shortage
ready | shipping.view_shipment | -
ready_agent | shipping.view_shipment | -
ready_pick | - | stock.make_outbound
ready_put_back | - | stock.make_outbound
ready_codes | - | repair.inspect_unit repair.qc_unit stock.make_outbound
ready_issue | - | stock.make_outbound
ready_send_back | - | stock.make_outbound
packing | shipping.view_shipment | -
packing_make | - | shipping.make_shipment
shipments | shipping.view_shipment | -
shipment | shipping.view_shipment | -
shipment_scan | - | shipping.pack_shipment
shipment_undo | - | shipping.pack_shipment
shipment_take_out | - | shipping.pack_shipment
shipment_seal | - | shipping.pack_shipment
shipment_pack | - | shipping.pack_shipment
shipment_check | - | shipping.check_packing
shipment_reject | - | shipping.check_packing shipping.pack_shipment
shipment_void | - | shipping.make_shipment shipping.fill_logistics
shipment_book | - | shipping.fill_logistics
shipment_slip | shipping.view_shipment | -
shipment_labels | shipping.view_shipment | -
manifests | shipping.view_shipment | -
manifest_new | shipping.hand_over_parcels | shipping.hand_over_parcels
manifest | shipping.view_shipment | -
manifest_signed | - | shipping.hand_over_parcels
manifest_pdf | shipping.view_shipment | -
agents | exchange.view_account | -
account | exchange.view_account | -
documents | stock.view_document | -
document | stock.view_document | -
document_submit | - | stock.make_outbound
document_withdraw | - | stock.make_outbound
document_inspect | - | stock.inspect_receipt stock.make_receipt
document_post | - | stock.post_document
document_reject | - | stock.post_document
document_void | - | stock.make_outbound
document_reverse | - | stock.make_outbound
document_correct | stock.view_document | -
document_rewrite | - | stock.make_outbound
document_print | - | stock.view_document
document_paper | stock.view_document | -
posting_queue | stock.post_document stock.confirm_transfer | -
post_chosen | - | stock.post_document
posting_result | stock.post_document stock.confirm_transfer | -
post_one | - | stock.post_document
receipt_new | stock.make_receipt | -
receipt_make | - | stock.make_receipt
receipt_preview | - | stock.make_receipt
receipt_take | - | stock.make_receipt
receipt_template | stock.make_receipt | -
transfer_new | stock.make_transfer | -
transfer_load | stock.make_transfer | -
transfer_scan | - | stock.make_transfer
transfer_undo | - | stock.make_transfer
transfer_add | - | stock.make_transfer
transfer_drop | - | stock.make_transfer
transfer_send | - | stock.make_transfer
stock | stock.view_stock | -
bin_card | stock.view_stock | -
bin_card_paper | stock.view_stock | -
places | stock.view_stock | -
unit | stock.view_stock | -
day_book | exchange.view_day_book | -
day_book_tally | - | exchange.fill_day_book
day_book_row | - | exchange.fill_day_book
day_book_close | - | exchange.close_day
day_book_paper | exchange.view_day_book | -
months | stock.view_period | -
month | stock.view_period | -
month_close | - | stock.close_period
turnover_register | stock.view_stock | -
turnover_sums | stock.view_stock | -
turnover_day | stock.view_stock | -
turnover_close | - | exchange.close_turnover_day
people | accounts.manage_user | -
person_new | accounts.manage_user | -
person_add | - | accounts.manage_user
person | accounts.manage_user | -
person_roles | - | accounts.manage_user
person_enable | - | accounts.manage_user
person_disable | - | accounts.manage_user
person_reset | - | accounts.manage_user
person_password | accounts.manage_user | -
person_act_for | - | accounts.manage_user
person_end_acting | - | accounts.manage_user
delegations | accounts.delegate_posting accounts.approve_delegation | -
delegate | - | accounts.delegate_posting
delegation_approve | - | accounts.approve_delegation
delegation_revoke | - | accounts.delegate_posting accounts.approve_delegation
custody | stock.assign_custodian | -
custody_assign | - | stock.assign_custodian
parts | catalog.view_part | -
part | catalog.view_part | -
part_new | catalog.maintain_part | -
part_add | - | catalog.maintain_part
part_edit | catalog.maintain_part | -
part_change | - | catalog.maintain_part
part_approve | - | catalog.approve_part
part_retrack | - | catalog.maintain_part
substitute_propose | - | catalog.maintain_part
substitute_approve | - | catalog.approve_part
substitute_withdraw | - | catalog.maintain_part catalog.approve_part
phone_models | catalog.view_part | -
phone_model_new | catalog.maintain_model catalog.maintain_part | -
phone_model_add | - | catalog.maintain_model catalog.maintain_part
phone_model | catalog.view_part | -
phone_model_edit | catalog.maintain_model catalog.maintain_part | -
phone_model_change | - | catalog.maintain_model catalog.maintain_part
phone_model_approve | - | catalog.approve_part
tac_declare | - | catalog.maintain_model catalog.maintain_part
tac_strike | - | catalog.maintain_model catalog.maintain_part
partners | partners.view_agent | -
suppliers | partners.view_agent | -
carriers | partners.view_agent | -
partner_new | partners.maintain_partner | -
partner_add | - | partners.maintain_partner
partner | partners.view_agent | -
partner_edit | partners.maintain_partner | -
partner_change | - | partners.maintain_partner
partner_approve | - | partners.approve_partner
partner_close | - | partners.maintain_partner partners.approve_partner
calendar | catalog.view_part | -
calendar_year | catalog.view_part | -
calendar_enter | - | catalog.maintain_part
policies | catalog.view_part | -
policy_new | catalog.draft_policy | -
policy_draft | - | catalog.draft_policy
policy | catalog.view_part | -
policy_approve | - | catalog.approve_policy
trail | accounts.view_trail | -
security | accounts.view_security | -
suggest_parts | catalog.view_part | -
suggest_agents | partners.view_agent accounts.manage_user | -
suggest_notices | exchange.sign_parcel | -
suggest_suppliers | catalog.maintain_part | -
suggest_models | catalog.view_part | -
suggest_people | accounts.manage_user accounts.delegate_posting stock.assign_custodian | -
"""


@dataclass(frozen=True)
class Row:
    """Who may open a page and who may post to it."""

    opens: str
    posts: str


def read() -> dict[str, Row]:
    """The table by URL name."""
    table = {}
    for line in ROWS.strip().splitlines():
        name, opens, posts = (cell.strip() for cell in line.split("|"))
        assert name not in table, name
        table[name] = Row(opens, posts)
    return table
