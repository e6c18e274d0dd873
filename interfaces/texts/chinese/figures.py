"""Words for what answers count, and for what they are compared with."""

FIGURES: dict[str, str] = {
    # Lamps and periods
    "met": "达标",
    "near": "接近",
    "missed": "未达",
    "year_to_date": "年初至今累计",
    "first_half": "上半年",
    "second_half": "下半年",
    "whole_year": "全年",
    "half_year": "半年",
    "quarter": "季度",
    "month": "月份",
    "own_period": "自定义",
    # Rates and their parts
    "numerator": "再就业人数",
    "denominator": "下岗失业人员数",
    "without_work": "尚未再就业",
    "exact": "按精确数",
    "published": "按公布数",
    # Stock and flow
    "opening": "期初结存",
    "inflow": "本期新增",
    "outflow": "本期减少",
    "closing": "期末结存",
    "inflow_without_moves": "本期新增（不含转入）",
    "outflow_without_moves": "本期减少（不含转出）",
    "moved_in": "转入",
    "moved_out": "转出",
    "reached_age": "期内达到大龄",
    # Certificates
    "stock_start": "期初持证",
    "issued": "本期核发",
    "reviewed": "年检合格",
    "out": "本期退出",
    "stock_end": "期末持证",
    # Training
    "enrolled": "报名人次",
    "finished": "结束培训人次",
    "placed": "结业后已就业",
    "awaiting_placement": "结业后待就业",
    "completion_rate": "结业率",
    "placement_rate": "安置率",
    # What a fact did to a figure
    "context": "相关",
    "between": "期间",
    "rules_changed": "参数变动",
    "birthday": "年龄到线",
    "units_changed": "机构沿革",
}
